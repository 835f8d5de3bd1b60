"""`python -m generator` is `fupan`."""

from generator.cli import main

if __name__ == "__main__":
    main()
