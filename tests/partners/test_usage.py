"""What was counted of a key's use outlives the process that counted it."""

import multiprocessing
from datetime import UTC, datetime

from partners.models import UsageKind
from partners.usage import Tally


def test_a_child_of_a_server_writes_its_last_counts_when_it_ends(tmp_path):
    written = tmp_path / "written"

    class Noting(Tally):
        def write(self):
            written.write_text(str(self.counts))

    tally = Noting()

    def serve():
        tally.count(7, UsageKind.LIST, size=100, at=datetime(2026, 11, 24, tzinfo=UTC))

    child = multiprocessing.get_context("fork").Process(target=serve)
    child.start()
    child.join(20)

    assert "(7, " in written.read_text()
