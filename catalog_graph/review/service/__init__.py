"""The desk where strangers' tables are reviewed: processes of their own, with limits, that keep nothing."""
