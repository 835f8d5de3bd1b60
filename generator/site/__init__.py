"""The MkDocs side: the plugin that brings theme and words, the driver that builds, the safe Markdown."""
