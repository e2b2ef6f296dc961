import createClient from "openapi-fetch";
import type { paths, components } from "./api.js";

type Duty = components["schemas"]["Duty"];
const client = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: process.argv[2] ?? "" });

const { data, error } = await client.GET("/divisions/{code}/duties", {
  params: { path: { code: "341302" }, query: { domain: "05", method: "proactive" } },
});
if (error) throw new Error(error.hint);
const first: Duty | undefined = data.duties[0];
const found = await client.GET("/divisions", { params: { query: { q: "埇桥区", level: "county" } } });
const due = await client.GET("/due", { params: { query: { limit: "信息形成之日起20个工作日内", from: "2025-01-20" } } });
const when = due.data && "text" in due.data ? due.data.limits[0]?.due : undefined;
const wrong = await client.GET("/items/{slug}/{number}", { params: { path: { slug: "social-assistance", number: "999" } } });
console.log(JSON.stringify({
  count: data.count, body: first?.subjects[0]?.body, level: found.data?.divisions[0]?.level, when, code: wrong.error?.code,
}));
