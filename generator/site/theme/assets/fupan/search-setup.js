{#- What the scripts of the search know of the site: its language, its words, its facets. -#}
{%- set fupan = config.extra.fupan or {} -%}
{%- set words = fupan.search_words or {} -%}
{%- set facets = [] -%}
{%- for name in words if name.startswith("facet_") -%}{%- set _ = facets.append(name[6:]) -%}{%- endfor -%}
(window.fupanSearchUi = window.fupanSearchUi || {}).setup = {
  language: {{ (fupan.language or "zh") | tojson }},
  facets: {{ facets | tojson }},
  words: {{ words | tojson }},
};
