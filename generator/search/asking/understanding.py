"""What a question asks for: its words, what may stand for them, and how much each of them matters.

In: a `Query` as typed, the words of the index (`Lexicon`) and the `Thesaurus`. Out: a `Plan` that any engine counts.
Nothing here is a rule about one organization: what people say is looked up in a list that people keep, what the index
never says cannot be meant, and a guess is taken only where a typed word finds nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice, pairwise
from operator import attrgetter

from generator.search.asking.asked_identifiers import asked_identifiers
from generator.search.asking.guessing import (
    CODE_PART_WEIGHT,
    SAME_CODE,
    InPieces,
    codes_in_pieces,
    instead_of,
    meant,
    misspelt_in_texts,
)
from generator.search.asking.query import MOST_TERMS, Query
from generator.search.counting.plan import Clause, Expansion, Member, Plan
from generator.search.counting.ranking import rarity
from generator.search.text.analysis import Token, is_chinese, is_code, terms, tokens
from generator.search.text.chinese import SMALL_PAIRS
from generator.search.words.lexicon import Lexicon
from generator.search.words.thesaurus import Match, Places, Thesaurus, units
from generator.wording import N_

SYNONYM = N_("another word for it")
WRITTEN = N_("what people mean by it")
ALIKE = N_("what people mean who say it in like words")

# What a word counts that stands for a typed one: the same thing in other words, and what a manner of speaking means.
SAME_WEIGHT = 0.3
WRITTEN_WEIGHT = 0.8
# English words are terms by themselves, so what was typed in them is surer than what it may mean.
SAID_IN_ENGLISH = 0.5
# English words of one phrase need not stand beside each other in a text, as their places are not in the index.
LOOSE_PHRASE = 0.6
# What stands for something counts at least a little.
LEAST_MEMBER = 0.001
# Of what is meant, the rarest word alone is worth something too: `dns` of `dns resolution failure`.
RAREST_WORD = 0.4
RAREST_WORD_SHARE = 0.03
# A pair of Chinese characters is a word if they keep company; a pair across the border of two words says little, but
# tells the words in their order from the same words apart.
COMPANY = 0.06
COMPANY_SHARPNESS = 0.7
LEAST_WEIGHT = 0.2
KNOWN_WORD_WEIGHT = 0.6
MOST_OTHERS = 24
MOST_MEANINGS = 16
# What is meant, all together, may weigh so much more than what was typed.
MOST_MEANT = 1.5
# All that is meant by those who say it in like words is one guess, and so many words of it are looked for.
ALIKE_WEIGHT = 0.7
MOST_ALIKE = 8
# A hit must answer this part of the question, or half of what the best hit answers.
LEAST_SHARE = 0.1
MOST_COMPLETIONS = 50
COMPLETION_WEIGHT = 0.7
# Looking for misspellings in the texts takes some hundred look-ups a word, which a long sentence does not need.
MOST_TERMS_TO_CHECK = 4
LONGEST_WORD = 3
# A sentence has at least so many Chinese characters, and so many different ones of it are looked for.
LEAST_SPOKEN = 5
MOST_CHARACTERS = 40
_START = attrgetter("start")


class _Asked:
    """One distinct typed term while the plan is made."""

    def __init__(self, term: str, weight: float) -> None:
        self.term = term
        self.weight = weight
        self.members: list[Member] = []


def understand(query: Query, lexicon: Lexicon, thesaurus: Thesaurus) -> Plan:
    """Return the plan for `query`: its typed terms, each with what may stand for it, then what whole phrases mean."""
    # What stands in quotes is meant as it is written.
    asked_text = " ".join(word for word in query.words if word not in query.phrases)
    guess = meant(asked_text, lexicon, thesaurus.matches)
    typed = tokens(guess.text)
    matches = thesaurus.matches(guess.text)
    asked = _asked(typed, [match for match in matches if match.is_same], lexicon)
    asked = {**_quoted(query.phrases, lexicon), **asked}
    expansions = dict.fromkeys(guess.expansions)
    distinct = {token.text: token for token in typed}
    in_pieces = codes_in_pieces(guess.text, lexicon)
    for token in distinct.values():
        word = guess.text[token.start : token.end]
        code = next((one for one in in_pieces if one.start <= token.start < one.end), None)
        if code is not None:
            members, found = _standing_in_pieces(code, token, guess.text)
        else:
            members, found = instead_of(token, word, lexicon)
        if not members and len(asked) <= MOST_TERMS_TO_CHECK:
            members, found = misspelt_in_texts(token, word, lexicon)
        asked[token.text].members += members
        expansions |= dict.fromkeys(found)
    meanings = [guess.others] if guess.others else []
    for match in matches:
        others = _others(match, guess.text, lexicon, asked)
        inside = _inside(match, typed) if match.is_same else set()
        if len(inside) == 1:
            asked[inside.pop()].members += [member for members in others.values() for member in members]
        elif others:
            meanings.append(tuple(member for members in others.values() for member in members))
        said = "…".join(guess.text[start:end] for start, end in match.places)
        reason = SYNONYM if match.is_same else WRITTEN
        expansions |= dict.fromkeys(Expansion(said, other, reason) for other in others)
    numbers = [*asked, *(one.instead for one in expansions if one.reason == SAME_CODE)]
    clauses = [_typed_clause(one) for one in _most_telling(asked.values(), lexicon)]
    # Rounded, as Pythons and browsers add up in ways that differ in the last bit.
    alike = _alike([term for term in _first_terms(clauses) if term in distinct], thesaurus, lexicon)
    clauses += _meant_clauses(meanings, round(sum(clause.weight for clause in clauses), 3))
    if alike:
        clauses.append(Clause(_each_once(alike.values()), weight=ALIKE_WEIGHT, typed=False))
        told = {one.instead for one in expansions}
        new = (word for word, member in alike.items() if word not in told and not asked.keys() >= {*member.terms})
        expansions |= dict.fromkeys(Expansion(guess.text, word, ALIKE) for word in new)
    if query.prefix:
        clauses += _beginning_so(query.prefix, lexicon)
    return Plan(
        clauses=tuple(clauses),
        must=query.must,
        must_not=query.must_not,
        phrases=query.phrases,
        identifiers=asked_identifiers(query, numbers),
        codes=tuple(filter(is_code, numbers)),
        neighbours=_neighbours(typed, lexicon),
        characters=_characters(guess.text, typed),
        expansions=tuple(expansions),
        least_share=LEAST_SHARE,
        literal_first=guess.text == asked_text and _is_one_word(guess.text),
    )


def _neighbours(typed: Sequence[Token], lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return the pairs of words that follow each other; pairs of Chinese characters overlap and need no such help."""
    pairs = dict.fromkeys((one.text, other.text) for one, other in pairwise(typed))
    return tuple(
        pair
        for pair in pairs
        if pair[0] != pair[1] and not any(map(is_chinese, pair)) and all(map(lexicon.frequency, pair))
    )


def _characters(text: str, typed: Sequence[Token]) -> tuple[str, ...]:
    """Return the telling characters of a question in one piece: who says 打单子没反应 shares 打 and 应 with 打印无响应.

    Whoever types words with blanks has chosen them, and their characters alone would lead elsewhere.
    """
    if any(sign.isspace() for sign in text.strip()) or sum(map(is_chinese, text)) < LEAST_SPOKEN:
        return ()
    small = {place for one in typed if one.text in SMALL_PAIRS for place in range(one.start, one.end)}
    telling = (sign for place, sign in enumerate(text) if place not in small and is_chinese(sign))
    return tuple(islice(dict.fromkeys(telling), MOST_CHARACTERS))


def _is_one_word(text: str) -> bool:
    """Whether somebody asked for one word: a word of letters, a code, or two or three Chinese characters."""
    return bool(text) and not any(sign.isspace() for sign in text) and (text.isascii() or len(text) <= LONGEST_WORD)


def _asked(typed: Iterable[Token], known: Iterable[Match], lexicon: Lexicon) -> dict[str, _Asked]:
    asked: dict[str, _Asked] = {}
    places = Places(place for match in known for place in match.places)
    for token in typed:
        weight = _weight(token.text, lexicon)
        is_small = token.text in SMALL_PAIRS
        if weight < KNOWN_WORD_WEIGHT and not is_small and places.cover(token.start, token.end):
            weight = KNOWN_WORD_WEIGHT
        one = asked.setdefault(token.text, _Asked(token.text, weight))
        one.weight = max(one.weight, weight)
    return asked


def _quoted(phrases: Iterable[str], lexicon: Lexicon) -> dict[str, _Asked]:
    """Return the terms of phrases; a lone Chinese character stands for the pairs that begin with it, and no more."""
    found = [token for phrase in phrases for token in tokens(phrase)]
    asked = _asked(found, (), lexicon)
    for token in found:
        if is_chinese(token.text):
            asked[token.text].members = instead_of(token, token.text, lexicon)[0]
    return asked


def _first_terms(clauses: Iterable[Clause]) -> list[str]:
    return [clause.members[0].terms[0] for clause in clauses]


def _standing_in_pieces(code: InPieces, token: Token, text: str) -> tuple[list[Member], list[Expansion]]:
    """Return what the last of the pieces of a code may stand for: the whole; the others stand for themselves."""
    if token.end != code.end:
        return [], []
    typed = text[code.start : code.end]
    members = [Member((one,), CODE_PART_WEIGHT) for one in code.codes]
    return members, [Expansion(typed, one, SAME_CODE) for one in code.codes]


def _inside(match: Match, typed: Sequence[Token]) -> set[str]:
    """Return the terms that lie within a part of a match; `typed` are in the order of the text."""
    found: set[str] = set()
    for first, last in match.places:
        for token in typed[bisect_left(typed, first, key=_START) :]:
            if token.start >= last:
                break
            if token.end <= last:
                found.add(token.text)
    return found


def _weight(term: str, lexicon: Lexicon) -> float:
    if len(term) != 2 or not is_chinese(term):
        return 1.0
    if term in SMALL_PAIRS:
        return LEAST_WEIGHT
    company = lexicon.company(term) / COMPANY
    return round(max(LEAST_WEIGHT, min(1.0, float(company**COMPANY_SHARPNESS))), 3)


def _others(match: Match, text: str, lexicon: Lexicon, asked: Collection[str]) -> Mapping[str, tuple[Member, ...]]:
    """Return the other words of a match that occur in the index, with their members.

    What was typed itself is no other word, and `log in` without its small word would be any log.
    """
    others: dict[str, tuple[Member, ...]] = {}
    full = SAME_WEIGHT if match.is_same and _is_known(match, text, lexicon) else WRITTEN_WEIGHT
    if not match.is_same and all(text[start:end].isascii() for start, end in match.places):
        full *= SAID_IN_ENGLISH
    for other in match.others[:MOST_OTHERS]:
        found = _terms_of(other, lexicon)
        if not found or all(term in asked for term in found):
            continue
        members = [_standing_for(found, full)]
        if len(found) > 1 and not match.is_same:
            words = [term for term in found if _weight(term, lexicon) == 1.0]
            rarest = min(words, key=lambda term: (lexicon.frequency(term), term), default="")
            if rarest and rarest not in asked and lexicon.frequency(rarest) < RAREST_WORD_SHARE * lexicon.documents:
                members.append(Member((rarest,), round(members[0].weight * RAREST_WORD, 3)))
        others[other] = tuple(members)
    return others


def _is_known(match: Match, text: str, lexicon: Lexicon) -> bool:
    """Whether the texts have anything of what was said; if not, another word for it is all that there is to look for."""
    return any(lexicon.frequency(term) for start, end in match.places for term in terms(text[start:end]))


def _alike(typed: Sequence[str], thesaurus: Thesaurus, lexicon: Lexicon) -> dict[str, Member]:
    """Return what people mean who say it in words like the typed ones, as far as it occurs in the index.

    What was typed may be among it: then it was the right word, and counts more.
    """
    near = ((word, score, _terms_of(word, lexicon)) for word, score in thesaurus.said_alike(typed, rarity))
    likeliest = list(islice((one for one in near if one[2]), MOST_ALIKE))
    return {word: _standing_for(found, WRITTEN_WEIGHT * score / likeliest[0][1]) for word, score, found in likeliest}


def _terms_of(other: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the terms of another word, or none if the index does not have it or it would be left with one of many."""
    found = tuple(terms(other))
    if not all(lexicon.frequency(term) for term in found):
        return ()
    return () if len(found) == 1 and not is_chinese(found[0]) and len(units(other)) > 1 else found


def _standing_for(found: tuple[str, ...], weight: float) -> Member:
    is_loose = len(found) > 1 and not is_chinese(found[0])
    return Member(found, max(LEAST_MEMBER, round(weight * LOOSE_PHRASE if is_loose else weight, 3)))


def _typed_clause(one: _Asked) -> Clause:
    return Clause(_each_once((Member((one.term,)), *one.members)), weight=one.weight)


def _meant_clauses(meanings: Iterable[tuple[Member, ...]], typed: float) -> list[Clause]:
    """Return a clause for each meaning; the more there are, the less each weighs beside what was typed."""
    different = list(dict.fromkeys(meanings))[:MOST_MEANINGS]
    weight = min(1.0, round(MOST_MEANT * typed / max(1, len(different)), 3))
    return [Clause(_each_once(members), weight=weight, typed=False) for members in different]


def _each_once(members: Iterable[Member]) -> tuple[Member, ...]:
    """Return members with different terms, each with its greatest weight."""
    best: dict[tuple[str, ...], Member] = {}
    for member in members:
        if member.terms not in best or best[member.terms].weight < member.weight:
            best[member.terms] = member
    return tuple(best.values())


def _beginning_so(prefix: str, lexicon: Lexicon) -> list[Clause]:
    found = lexicon.completions(prefix, MOST_COMPLETIONS)
    return [Clause(tuple(Member((term,), COMPLETION_WEIGHT) for term in found), typed=False)] if found else []


def _most_telling(asked: Iterable[_Asked], lexicon: Lexicon) -> list[_Asked]:
    """Return at most MOST_TERMS of the typed terms, in their order: those that tell most."""
    everything = list(asked)
    if len(everything) <= MOST_TERMS:
        return everything
    telling = sorted(
        everything, key=lambda one: (-one.weight * rarity(lexicon.documents, lexicon.frequency(one.term)), one.term)
    )[:MOST_TERMS]
    return [one for one in everything if one in telling]
