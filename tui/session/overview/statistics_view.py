"""State of the statistics that is kept after their screen is closed."""

from dataclasses import dataclass

from annotations.review.overview.statistics.report import NAMES


@dataclass
class StatisticsView:
    """The table that is shown, the column with the cursor and the order."""

    table: str = NAMES[0]
    column: str = ""
    """Key of the column; `""` for the first one."""
    sort: str = ""
    """Key of the column by which the lines are sorted; `""` for their own order."""

    def turn(self, by: int) -> None:
        """Take a table some places further, around the end."""
        self.table = NAMES[(NAMES.index(self.table) + by) % len(NAMES)]
        self.column = self.sort = ""
