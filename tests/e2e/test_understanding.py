"""A browser understands questions as the server does: the scripts of the site, run by Chromium itself."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.search.asking.understanding_cases import ASSETS, SCRIPTS, asked, queries, sample

_PLANS = """
([files, queries]) => {
  const space = window.fupanSearch;
  const contents = new Map();
  window.fupanShard = (name, content) => contents.set(name, content);
  const load = (name) => {
    (0, eval)(files[name]);
    return Promise.resolve(contents.get(name));
  };
  return space.index.open(load).then((index) => {
    space.analysis.learn(index.meta.folding);
    return queries.reduce(
      (before, query) =>
        before.then((plans) => space.understand(query, index.lexicon, index).then((plan) => plans.concat([plan]))),
      Promise.resolve([])
    );
  });
}
"""


def test_plans_are_equal(browser: Browser) -> None:
    """Every third of the questions that Node.js is asked."""
    found = sample()
    questions = queries(found)[::3]
    page = browser.new_page()
    for name in SCRIPTS:
        page.add_script_tag(path=ASSETS / f"{name}.js")
    plans = page.evaluate(_PLANS, [found.contents, list(map(asked, questions))])
    page.close()

    assert len(plans) == len(questions) > 80
    assert [query.text for query, plan in zip(questions, plans, strict=True) if plan != found.plan(query)] == []
