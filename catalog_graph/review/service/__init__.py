"""The pool that reviews strangers' tables: processes of their own, with limits, that keep nothing."""
