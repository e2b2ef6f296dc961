"""The one tree of errors: what can go wrong, in words a clerk understands.

Owns: every exception that may reach a user, with its HTTP status, code and Chinese hint.
Must not: know how an error is shown (the command and the service each do that once).

    GongkaiError                    anything below; status 500
    ├── NotFound            404     a thing that does not exist
    │   ├── UnknownDivision         code or name not in the code book
    │   ├── UnknownCatalogue        no such domain
    │   ├── UnknownItem             no such item in the catalogue
    │   ├── UnknownLaw              no such legal resource
    │   ├── UnknownRole             no such subject
    │   ├── UnknownSource           no such published source
    │   └── UnknownTerm             no such term, code, scheme or shape
    ├── BadRequest          400     input that cannot be read
    │   ├── MalformedCode           not 2, 4, 6, 9 or 12 digits
    │   ├── BadName                 empty or over-long name
    │   ├── BadDate                 not YYYY-MM-DD
    │   ├── BadParameter            a value outside its list
    │   ├── UnreadableFile          an office's file that cannot be read
    │   │   ├── UnknownFileKind 415     a picture, a program, a foreign format
    │   │   ├── ProtectedFile   422     a password is needed
    │   │   ├── DamagedFile     422     broken, or made to harm
    │   │   │   └── DamagedPart         a part that its tables do not need: read, not annotated
    │   │   ├── FileTooLarge    413     past a limit of bytes, rows, columns, cells
    │   │   ├── WithoutTable    422     readable, but no table in it
    │   │   └── NoTable         422     tables, but none with a known heading
    │   └── BadQuery                SPARQL that cannot be parsed or evaluated
    │       └── QueryTooComplex     nested too deep, or needs more memory than there is
    ├── Forbidden           403     what this service never does
    │   └── ForbiddenQuery          SPARQL that updates, or calls other services
    ├── Ambiguous           409     several places bear the name; carries candidates
    ├── NotADutyLevel       422     a province or prefecture; carries its counties
    ├── NotAcceptable       406     no representation of the kind asked for
    ├── ResultTooLarge      413     an answer past the limit of rows or bytes
    ├── QueryTooLong        413     a query past the limit of bytes
    ├── UnsupportedMedia    415     a body of a type that is not read here
    │   └── UnsupportedCoding       a body that comes packed (gzip and the like)
    ├── Unavailable         503     not now; says when to try again
    │   ├── Busy                    more queries are waiting than are taken
    │   ├── QueryTimeout            a query past its time limit; it was ended
    │   ├── Preparing               the graph is being built
    │   │   └── FilesPreparing      the files to download are being made
    │   ├── Crowded                 more tables are being reviewed than are taken
    │   ├── Overloaded              more pages are waiting to be made than are taken
    │   └── Stopping                the service is being stopped
    ├── AddressTooLong      414     an address past the limit of bytes
    ├── HeadersTooLarge     431     more or longer header lines than are read
    ├── TooManyRequests     429     more requests of one client at a time than it may have
    └── DataError           500     a data table that cannot be read
        ├── TableError              names file, row and column
        ├── StaleGraph              data/graph differs from the tables
        ├── StaleHistory            the history of releases does not agree with itself
        ├── MissingData             a file of the installation is not there
        ├── StoreUnavailable        the graph on disk cannot be made or opened
        └── EngineUnavailable       an engine for records that does not start or answer
"""

from __future__ import annotations

# The tree above is the list of names: a test holds it and the classes equal.
from catalog_graph.errors.asked import *  # noqa: F403
from catalog_graph.errors.data import *  # noqa: F403
from catalog_graph.errors.limits import *  # noqa: F403
from catalog_graph.errors.queries import *  # noqa: F403
from catalog_graph.errors.root import *  # noqa: F403
from catalog_graph.errors.system import *  # noqa: F403
from catalog_graph.errors.uploads import *  # noqa: F403
