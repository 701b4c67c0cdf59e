"""The panel of the sources: `items` has what is listed in which order, `panel` draws it."""

from tui.widgets.sources.items import FolderItem, SourceItem, SourceItems
from tui.widgets.sources.panel import SourcesPanel

__all__ = ["FolderItem", "SourceItem", "SourceItems", "SourcesPanel"]
