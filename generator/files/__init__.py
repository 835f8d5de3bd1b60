"""The disk: find and read sources, write what changed, watch for edits."""
