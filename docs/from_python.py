# ruff: noqa: D100, E402 - each cell imports what it needs
# %% [markdown]
# # 用 Python 分析公开目录
# 三种打开方式，同一份图：Arrow 表（polars、pandas），rdflib `Dataset`，pyoxigraph `Store`。
# 逐格运行：VS Code、Spyder、Jupytext 都认 `# %%`。

# %% 数据框：每个领域有多少事项、多少有出处
import polars as pl

import catalog_graph

items = pl.from_arrow(catalog_graph.open_table("items"))
by_domain = items.group_by("catalogue", maintain_order=True).agg(
    pl.len().alias("items"),
    (pl.col("review_status") == "attested").sum().alias("attested"),
)
print(by_domain)

# %% pandas 也一样：现行依据和已失效依据各被多少事项引用
laws = catalog_graph.open_table("laws").to_pandas()
by_status = laws.groupby("status")["items"].agg(["count", "sum"])
print(by_status)

# %% rdflib：一部法的名称和文号；图在磁盘上，不读入内存
from rdflib import RDFS, URIRef

dataset = catalog_graph.open_dataset()
law = URIRef("https://w3id.org/gongkai/id/law/guowuyuanling-711")
print([str(label) for label in dataset.objects(law, RDFS.label)])

# %% rdflib：每个目录的每个版本是一个命名图
catalogues = [graph for graph in dataset.graphs() if "/id/catalogue/" in str(graph.identifier)]
print(len(catalogues), "个目录版本")

# %% pyoxigraph：SPARQL 直接在图库里运行，含全部 665,276 个行政区划
PREFIXES = {"gk": "https://w3id.org/gongkai/def/", "gki": "https://w3id.org/gongkai/id/"}
store = catalog_graph.open_store()
answer = store.query(
    """
    SELECT ?town (COUNT(?village) AS ?villages) WHERE {
      ?town gk:within <https://w3id.org/gongkai/id/division/341302> .
      ?village gk:within ?town .
    } GROUP BY ?town ORDER BY DESC(?villages) LIMIT 5
    """,
    prefixes=PREFIXES,
)
towns = [(row["town"].value.rpartition("/")[2], int(row["villages"].value)) for row in answer]
print(towns)

# %% 网络：哪些事项在不同领域里相似
import networkx

from catalog_graph.laws.network import likeness
from catalog_graph.tables.load import load_dataset

network = likeness.like_items(load_dataset())
for one, other, weight in sorted(network.edges(data="weight"), key=lambda edge: -edge[2])[:5]:
    print(round(weight, 2), *(f"{network.nodes[n]['domain']}／{network.nodes[n]['label']}" for n in (one, other)))
print(networkx.number_connected_components(network), "组相似事项")
