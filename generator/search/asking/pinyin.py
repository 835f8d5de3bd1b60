"""Read letters as Chinese: pinyin (`kucun pandian`, `fahuo`) or initials (`ckd` for 出库单).

In: one typed word, or several, and what the index knows. Out: the words that may be meant, best first. Letters that are
no pinyin, and English words that happen to look like it, have no reading.

Full pinyin is cut like a sentence without blanks. Each piece of two to six syllables may be any word that sounds like
it; a piece costs a constant plus the logarithm of how rare its word is, and the cheapest few ways through the letters
are kept at every border of syllables (dynamic programming). So a long piece wins unless shorter ones are much more
frequent. A syllable that no word takes may be left out at a price, if most of the letters are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from generator.search.words.lexicon import Lexicon
from generator.search.words.sounds import LOOSE
from generator.search.words.syllables import TYPED_SYLLABLES, cuts, loosened

EXACT_WEIGHT, LOOSE_WEIGHT, INITIALS_WEIGHT = 0.7, 0.5, 0.5
MOST_READINGS = 5
LONGEST_INPUT = 40
# A dozen syllables have hardly more places to cut; `ananananan` has many, and each pair of places is a look-up.
MOST_BORDERS = 20

_WORDS_PER_PIECE = 8
_PIECE_COST = 2.0
# A reading that is about thirty times less likely than the best one is not worth showing.
_WORST_BEYOND_BEST = 3.5
_INITIALS = re.compile("[abcdefghjklmnopqrstwxyz]{2,6}")  # no syllable begins with i, u or v
_LEAST_WITH_VOWEL = 3
_BELIEF_IN_LISTED_WORDS = 4

# What can be cut into syllables, or could be initials, and is neither in this trade: if the texts do not have it, no
# Chinese word is meant.
_WORDS_OF_THE_TRADE = """
agenda alarm anger angle apk app apps arp asia asp aws back banana bandage bank base bash bathe beige bgp bike bite
blob bsd cache cage cake call canada canary cane care case cdc cdn cert change chase china cmd cms cname code cold com
cone core corp cors crl crm cron csp csr css dance danger data database date dead debt delegate delete dense desk dhcp
dine dll dml dmz dns docs duke ecs edge engage eof err error etl ext fade fame fare fast fate ftp game gate gbk gene
geo gpg gps grpc gsm guide hash haze hdd hdfs helm here hole home host hot hsm html http https huge jar jdbc jdk jms
job json jsp jwt key lane language last lb ldap left line lock log logs lose lost mac made make manage mange map mean
median mes mine mmc mode mole mq msg mute name nano nas ndr net next nfs nine none npm ntp nude odbc oom open org pack
page pale panda pane path pda pdf perl pgp php pine png pod pods pole pool pop port pose post proc prod proxy psql ram
range rar rate rds read ref reg rename renew rerun rest rise role root rows rpc rpm rsa rss rst rule rune saas same
sane sap scan scene sdk send sent sftp shade shake shame share shell shine side sine site size slow smb sms smtp snmp
soap sole some spam spec sql src ssd ssh ssl sso stack stop sue suite sure swap sync sys tale tame tango tape tar task
tcp tech tell temp term test text tile tire tls token tone top trap tree ttl tty tuna tune wage wake wane ware warn
wcs web well wlan wms women work www xfs xlsx xml xss yaml zone
"""
_NOT_CHINESE = frozenset(_WORDS_OF_THE_TRADE.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """Chinese words that letters may stand for, in the order of the letters; all of them are meant together.

    `weight` (0 < weight < 1) says how sure that is, the first reading of an answer being the surest.
    """

    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read the letters so far: what it costs, the words, and how many syllables have none."""

    cost: float
    words: tuple[str, ...] = ()
    unread: int = 0

    def followed_by(self, step: _Way) -> _Way:
        return _Way(self.cost + step.cost + _PIECE_COST, self.words + step.words, self.unread + step.unread)


def from_pinyin(typed: str, lexicon: Lexicon, *, is_whole_query: bool = False) -> tuple[Reading, ...]:
    """Return what `typed` may mean, best first; nothing if it is no pinyin.

    `typed` is one word or several with blanks between; blanks may stand between syllables, between words or nowhere.
    Ask for words that the texts hardly have, first for all neighbours together, then for each. Initials are three to
    six letters; two letters say so little that they count only if nothing else was asked.
    """
    parts = typed.lower().replace("'", "").replace("ü", "v").replace("lue", "lve").replace("nue", "nve").split()
    letters = "".join(parts)
    if not (2 <= len(letters) <= LONGEST_INPUT and letters.isascii() and letters.isalpha()):
        return ()
    if any(part in _NOT_CHINESE for part in parts):
        return ()
    borders = _borders(parts)
    if len(borders) > MOST_BORDERS:
        return ()
    if len(borders) > 2:
        return _from_syllables(letters, borders, lexicon)
    return _from_initials(letters, lexicon) if len(parts) == 1 and (len(letters) > 2 or is_whole_query) else ()


def _from_syllables(letters: str, borders: list[int], lexicon: Lexicon) -> tuple[Reading, ...]:
    exact = _ways(letters, borders, lexicon, loose=False)
    if whole := [way for way in exact if not way.unread]:
        return _readings(whole, EXACT_WEIGHT)
    loose = _ways(letters, borders, lexicon, loose=True)
    if whole := [way for way in loose if not way.unread]:
        return _readings(whole, LOOSE_WEIGHT)
    return _readings(exact, EXACT_WEIGHT) or _readings(loose, LOOSE_WEIGHT)


def _ways(letters: str, borders: list[int], lexicon: Lexicon, *, loose: bool) -> list[_Way]:
    """Return the cheapest ways to read all letters; two syllables are read for each that is not, or there is no way."""
    ways: dict[int, list[_Way]] = {0: [_Way(0.0)]}
    for at, end in enumerate(borders[1:], start=1):
        reached = []
        for start in borders[:at]:
            piece = letters[start:end]
            steps = [_Way(cost, (word,)) for word, cost in _words_like(piece, lexicon, loose=loose)]
            if piece in TYPED_SYLLABLES:
                steps.append(_Way(2 * _rarest(lexicon), unread=1))
            reached += [way.followed_by(step) for step in steps for way in ways[start]]
        ways[end] = nsmallest(_WORDS_PER_PIECE, reached, key=lambda way: (way.cost, way.words))
    return [way for way in ways[len(letters)] if way.unread * 2 <= sum(map(len, way.words))]


def _borders(parts: list[str]) -> list[int]:
    """Return where a syllable may end so that both sides of it can be cut; a blank always parts two syllables."""
    borders = [0]
    offset = 0
    for part in parts:
        after = {len(part)}
        for start in range(len(part) - 1, -1, -1):
            if any(part[start:end] in TYPED_SYLLABLES for end in after):
                after.add(start)
        before = {0}
        for end in range(1, len(part) + 1):
            if end in after and any(part[start:end] in TYPED_SYLLABLES for start in before):
                before.add(end)
        if len(part) not in before:
            return []
        borders += sorted(offset + end for end in before if end > 0)
        offset += len(part)
    return borders


def _words_like(piece: str, lexicon: Lexicon, *, loose: bool) -> list[tuple[str, float]]:
    """Return the words that a piece may be, with what each costs."""
    ways = cuts(piece)
    keys = [piece] if ways else []
    if loose:
        keys += [mark + key for key in map(loosened, ways) for mark in (LOOSE, "")]
    found: dict[str, float] = {}
    for key in dict.fromkeys(keys):
        for word, cost in _costs(lexicon.sounding_like(key), lexicon):
            found[word] = min(cost, found.get(word, cost))
    return nsmallest(_WORDS_PER_PIECE, found.items(), key=lambda item: (item[1], item[0]))


def _costs(words: Sequence[tuple[str, int]], lexicon: Lexicon) -> list[tuple[str, float]]:
    """Return each word with how rare it is; each of the synonyms is taken for more frequent than any other.

    The words of the synonyms stand first, and what else sounds the same is mostly the border of two other words: the
    others are taken for so much rarer that their most frequent one is behind the last listed word that the texts have.
    Where they have none of the listed ones, one of these may still be meant, and stands before all others.
    """
    listed = next((at for at in range(1, len(words)) if words[at][1] > words[at - 1][1]), len(words))
    counts: list[float] = [count for _, count in words]
    others = max(counts[listed:], default=0) * _BELIEF_IN_LISTED_WORDS
    least = min(filter(None, counts[:listed]), default=0)
    if least:
        counts[listed:] = [count * min(1.0, least / others) for count in counts[listed:]]
    else:
        counts[:listed] = [others] * listed
    costs = (_rarest(lexicon) - log(1 + min(count, lexicon.documents)) for count in counts)
    return [(word, cost) for (word, _), cost in zip(words, costs, strict=True)]


def _rarest(lexicon: Lexicon) -> float:
    return log(lexicon.documents + 2)


def _from_initials(letters: str, lexicon: Lexicon) -> tuple[Reading, ...]:
    if not _INITIALS.fullmatch(letters):
        return ()
    # Few Chinese syllables and most English words have such a letter, so more is asked of what it may stand for.
    least = _LEAST_WITH_VOWEL if set(letters) & set("aeo") else 0
    words = [(word, count) for word, count in lexicon.sounding_like(letters) if count >= least]
    return _readings([_Way(cost, (word,)) for word, cost in _costs(words, lexicon)], INITIALS_WEIGHT)


def _readings(ways: list[_Way], weight: float) -> tuple[Reading, ...]:
    """Return the cheapest ways, each with a weight that falls with what it costs more than the first."""
    cheapest = nsmallest(MOST_READINGS, ways, key=lambda way: (way.cost, way.words))
    answer: dict[tuple[str, ...], float] = {}
    for way in cheapest:
        beyond = way.cost - cheapest[0].cost
        if beyond <= _WORST_BEYOND_BEST:
            read = sum(map(len, way.words)) / (sum(map(len, way.words)) + way.unread)
            answer.setdefault(way.words, round(weight * read * (1 - beyond / (2 * _WORST_BEYOND_BEST)), 3))
    return tuple(Reading(words, sure) for words, sure in answer.items())
