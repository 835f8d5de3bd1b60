"""How the command line speaks with people and with programs: options, language, tables, problems."""
