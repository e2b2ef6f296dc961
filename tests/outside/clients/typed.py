"""A program that uses the client that openapi-python-client makes; run by test_clients in an environment of its own."""

from __future__ import annotations

import json
import sys

from gongkai_client import Client
from gongkai_client.api.catalogues import item
from gongkai_client.api.deadlines import due
from gongkai_client.api.divisions import search_divisions
from gongkai_client.api.duties import duties
from gongkai_client.models import DueAnswer, DutiesMethod, DutyList, PlaceSearch, Problem, SearchDivisionsLevel

client = Client(base_url=sys.argv[1])
answer = duties.sync("341302", client=client, domain="05", method=DutiesMethod.PROACTIVE)
places = search_divisions.sync(client=client, q="埇桥区", level=SearchDivisionsLevel.COUNTY)
dates = due.sync(client=client, limit="信息形成之日起20个工作日内", from_="2025-01-20")
wrong = item.sync("social-assistance", "999", client=client)
assert isinstance(answer, DutyList)
assert isinstance(places, PlaceSearch)
assert isinstance(dates, DueAnswer)
assert isinstance(wrong, Problem)
document = {
    "count": answer.count,
    "body": answer.duties[0].subjects[0].body,
    "level": places.divisions[0].level.value,
    "when": dates.limits[0].due,
    "code": wrong.code,
}
print(json.dumps(document, ensure_ascii=False))
