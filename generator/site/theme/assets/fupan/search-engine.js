{#- The engine that searches without a server, in one file: a page opened from a folder waits for every script that it loads. -#}
{%- set texts = ["search-analysis", "search-query", "search-index"] -%}
{%- set understanding = ["search-numbers", "search-syllables", "search-words", "search-sounds", "search-thesaurus", "search-pinyin", "search-spelling", "search-guessing", "search-understanding", "search-suggest"] -%}
{%- for name in texts + understanding + ["search-scoring", "search-excerpt", "static-search"] -%}
{% include "assets/fupan/" ~ name ~ ".js" %}
{% endfor -%}
