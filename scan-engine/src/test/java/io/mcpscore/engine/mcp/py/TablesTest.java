package io.mcpscore.engine.mcp.py;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.program.py.PyRepository;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that stand in tables which the code loops over. */
class TablesTest {

  private static final String FAST =
      """
      from collections import namedtuple
      from dataclasses import dataclass
      from functools import wraps
      from itertools import chain
      from fastmcp import FastMCP
      from fastmcp.tools import Tool
      mcp = FastMCP("shop")
      class Stock:
          def count(self, item: str) -> str:
              "Counts."
              return item
      def order(item: str) -> str:
          "Orders."
          return item * 1
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        for name, fn in {"place": order, "count": Stock().count}.items():
            mcp.add_tool(fn, name=name)
        """,
        """
        def start():
            stock, spare = Stock(), None
            table = [("place", order), ("count", stock.count)]
            for label, fn in table:
                mcp.tool(name=label)(fn)
        """,
        """
        FIRST = [("place", order)]
        REST = (("count", Stock().count),)
        for name, fn in [*FIRST, *REST]:
            mcp.add_tool(Tool.from_function(fn, name=name))
        """,
        """
        @dataclass
        class Entry:
            title: str
            run: object
            hidden: bool = False
        for entry in chain([Entry("place", order)], [Entry(run=Stock().count, title="count")]):
            tool = Tool.from_function(entry.run, name=entry.title)
            mcp.add_tool(tool)
        """,
        """
        class Entry:
            def __init__(self, title, run):
                self.name = title
                self.fn = run
        TABLE = {}
        TABLE["a"] = Entry("place", order)
        TABLE["b"] = Entry("count", Stock().count)
        for entry in TABLE.values():
            mcp.add_tool(entry.fn, name=entry.name)
        """,
        """
        TABLE = {"place": {"run": order}, "count": {"run": Stock().count}}
        for name in TABLE:
            mcp.tool(name=name)(TABLE[name]["run"])
        """,
        """
        def timed(fn):
            @wraps(fn)
            async def inner(*args, **kwargs):
                return fn(*args, **kwargs)
            return inner
        def publish(name, fn):
            mcp.tool(name=name)(timed(fn))
        publish("place", order)
        publish("count", fn=Stock().count)
        """,
        """
        TABLE = {}
        def listed(fn):
            TABLE[fn.__name__] = fn
            return fn
        @listed
        def place(item: str) -> str:
            "Orders."
            return item * 1
        @listed
        def count(item: str) -> str:
            "Counts."
            return item
        for name, fn in TABLE.items():
            mcp.add_tool(fn, name=name)
        """,
        """
        @dataclass
        class Entry:
            label: str
            about: str
            fn: object
        TABLE: dict[str, Entry] = {}
        def listed(label):
            def inner(fn):
                TABLE[label] = Entry(label, (fn.__doc__ or "").strip(), fn)
                return fn
            return inner
        @listed("place")
        def p(item: str) -> str:
            "Orders."
            return item * 1
        @listed("count")
        def c(item: str) -> str:
            "Counts."
            return item
        def logged(entry: Entry):
            @wraps(entry.fn)
            def run(*args):
                return entry.fn(*args)
            return run
        for entry in TABLE.values():
            mcp.add_tool(logged(entry), name=entry.label, description=entry.about)
        """,
        """
        def build(stock: Stock):
            def place(item: str) -> str:
                "Orders."
                return item * 1
            return place, stock.count
        def start(server: FastMCP):
            place, count = build(Stock())
            server.add_tool(place, name="place")
            server.add_tool(count, name="count")
        """
      })
  void eachRowIsATool(String code) {
    Extracted found = Extracted.from(FAST + code);

    assertEquals(List.of("place", "count"), found.toolNames());
    assertEquals("return item * 1 [item]", lastLine(found, "place"));
    assertEquals("Counts.", found.tool("count").description());
    assertEquals("return item [item]", lastLine(found, "count"));
  }

  private static String lastLine(Extracted found, String tool) {
    var handler = found.tool(tool).handler();
    String code = Extracted.code(handler);
    List<String> lines = handler.module().tree().text(handler.region()).lines().toList();
    return lines.getLast().strip() + code.substring(code.lastIndexOf(" ["));
  }

  @Test
  void tablesOfOtherFilesAreFollowed() {
    Extracted found =
        Extracted.from(
            PyRepository.of(
                    """
                    from fastmcp import FastMCP
                    from shop.tools import ALL
                    mcp = FastMCP("shop")
                    for name, fn in ALL:
                        mcp.add_tool(fn, name=name)
                    """)
                .with("shop/__init__.py", "")
                .with(
                    "shop/orders.py",
                    "def order(item: str): return item\nTOOLS = [('place', order)]\n")
                .with("shop/tools.py", "from .orders import TOOLS as MORE\nALL = [*MORE]\n"));

    assertEquals(List.of("place"), found.toolNames());
    assertEquals("return item [item]", Extracted.code(found.tool("place").handler()));
  }

  private static final String LOW =
      """
      from typing import NamedTuple
      from mcp.server import Server
      from mcp.types import Tool
      server = Server("shop")
      class Args(BaseModel):
          item: str
      def order(arguments): return arguments
      def count(arguments): return arguments["item"]
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        ROWS = [("place", "Orders.", Args), ("count", "Counts.", Args)]
        @server.list_tools()
        async def listed():
            return [Tool(name=n, description=d, inputSchema=m.model_json_schema())
                    for n, d, m in ROWS]
        async def run(name, arguments):
            match name, arguments:
                case "place", {"item": item}: return order(arguments)
                case "count", _: return count(arguments)
        @server.call_tool()
        async def call(name, arguments): return await run(name, arguments)
        """,
        """
        class Row(NamedTuple):
            text: str
            model: type
            call: object
        ROWS = {"place": Row("Orders.", Args, order), "count": Row("Counts.", Args, count)}
        @server.list_tools()
        async def listed():
            return [Tool(name=n, description=r.text, inputSchema=r.model.model_json_schema())
                    for n, r in ROWS.items()]
        @server.call_tool()
        async def call(name, arguments):
            row = ROWS.get(name)
            if row is None: raise ValueError(name)
            return await to_thread(row.call, row.model.model_validate(arguments))
        """,
        """
        def schema(kind): return {"type": "object", "properties": {"item": {"type": kind}},
                                  "required": ["item"]}
        ROWS = {"place": {"about": "Orders.", "schema": schema("string"), "run": order},
                "count": {"about": "Counts.", "schema": schema("string"), "run": count}}
        @server.list_tools()
        async def listed():
            tools = []
            for name, row in ROWS.items():
                tools.append(Tool(name=name, description=row["about"], inputSchema=row["schema"]))
            return tools
        @server.call_tool()
        async def call(name, arguments):
            return await to_thread(lambda: list(ROWS[name]["run"](arguments)))
        """,
        """
        def tool(name, description, kind):
            return Tool(name=name, description=description, inputSchema={"type": "object",
                "properties": {"item": {"type": kind}}, "required": ["item"]})
        @server.list_tools()
        async def listed(): return [tool("place", "Orders.", "string"),
                                    tool("count", "Counts.", kind="string")]
        RUN = {"place": order, "count": count}
        @server.call_tool()
        async def call(name, arguments):
            if run := RUN.get(name):
                return run(arguments)
        """
      })
  void eachRowIsListedAndCalled(String code) throws Exception {
    Extracted found = Extracted.from(LOW + code);

    assertEquals(List.of("place", "count"), found.toolNames());
    assertEquals("Counts.", found.tool("count").description());
    found.assertSchema(
        "count",
        """
        {"type": "object", "properties": {"item": {"type": "string"}}, "required": ["item"]}\
        """);
    String line = Extracted.code(found.tool("count").handler());
    assertEquals(true, line.contains("arguments[\"item\"]") || line.contains("count(arguments)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    by_name = {t.name: t for t in tools}\n"
            + "    @server.call_tool()\n"
            + "    async def call(name, arguments): return by_name[name].handle(arguments)\n",
        "    @server.call_tool()\n"
            + "    async def call(name, arguments):\n"
            + "        for tool in tools:\n"
            + "            if tool.name == name:\n"
            + "                return await tool.handle(arguments)\n",
        "    @server.call_tool()\n"
            + "    async def call(name, arguments):\n"
            + "        tool = next((t for t in tools if t.name == name), None)\n"
            + "        return await tool.handle(arguments)\n",
      })
  void objectsOfListedClassesAreTools(String dispatch) {
    Extracted found =
        Extracted.from(
            LOW
                + """
                class Base:
                    properties = {}
                    def __init__(self, shop): self.shop = shop
                    @property
                    def schema(self): return {"type": "object", "properties": self.properties}
                class Simple(Base):
                    properties = {"item": {"type": "string"}}
                    def handle(self, arguments): return self.work(arguments["item"])
                    def work(self, item): raise NotImplementedError
                class Place(Simple):
                    name = "place"
                    def work(self, item): return item
                class Count(Base):
                    name = "count"
                    def handle(self, arguments): return len(arguments)
                CLASSES = (Place, Count)
                def build(shop):
                    tools = [cls(shop) for cls in CLASSES]
                    @server.list_tools()
                    async def listed():
                        return [Tool(name=t.name, inputSchema=t.schema) for t in tools]
                    """
                + dispatch);

    assertEquals(List.of("place", "count"), found.toolNames());
    assertEquals(
        "return self.work(arguments[\"item\"]) [arguments]",
        Extracted.code(found.tool("place").handler()));
    assertEquals(
        "string",
        found.tool("place").inputSchema().at("/properties/item/type").asText(),
        "of the class whose object it is");
    var self = found.tool("place").handler().self();
    assertEquals(
        "Place", self.module().tree().text(self.module().tree().child(self.node(), "name")));
    assertEquals(
        "return len(arguments) [arguments]", Extracted.code(found.tool("count").handler()));
  }

  @Test
  void aTableThatNobodyKnowsIsOneUnknownTool() {
    Extracted found =
        Extracted.from(
            FAST
                + """
                for name, fn in load().items():
                    mcp.add_tool(fn, name=name)
                """);

    assertEquals(List.of("*"), found.toolNames());
  }

  @Test
  void classesThatAnAdapterTakesAreTools() throws Exception {
    Extracted found =
        Extracted.from(
            """
            from fastmcp import FastMCP
            from fastmcp.tools import Tool as McpTool
            class Job:
                @classmethod
                def tool_name(cls):
                    name = cls.__name__
                    if name.endswith("Job"):
                        name = name[:-3]
                    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
                def start(self, **kwargs):
                    return getattr(self, "run")(**kwargs)
            class EditJob(Job):
                "Marks jobs that change something."
            class PlaceOrderJob(EditJob):
                def run(self, item: str):
                    "Orders."
                    return item
            class Unrelated:
                def run(self, item: str): return item
            class Adapter(McpTool):
                def __init__(self, job: Job):
                    super().__init__(fn=job.start, name=job.tool_name())
            """);

    assertEquals(List.of("place_order"), found.toolNames());
    assertEquals("Orders.", found.tool("place_order").description());
    found.assertSchema(
        "place_order",
        """
        {"type": "object", "properties": {"item": {"type": "string"}}, "required": ["item"]}\
        """);
  }

  @Test
  void tablesOfTablesAndCallersOfCallersEnd() {
    StringBuilder code = new StringBuilder(FAST);
    code.append("X0 = [('a', order)]\n");
    IntStream.range(0, 40).forEach(i -> code.append("X%d = [*X%d, *X%d]\n".formatted(i + 1, i, i)));
    code.append("Y = Z\nZ = Y[Z]\n");
    code.append("for n, f in X40:\n  for m, g in X40:\n    mcp.add_tool(f, name=n + m)\n");
    code.append("for n, f in Y:\n  mcp.add_tool(f, name=n)\n");
    code.append("def a(f): b(f)\ndef b(f):\n    a(f)\n    mcp.add_tool(f)\na(order)\n");

    Extracted found = Extracted.from(code.toString());

    assertEquals(true, found.toolNames().size() < 10, found.toolNames()::toString);
  }

  @Test
  void classesThatRegisterThemselvesAreTools() {
    Extracted found =
        Extracted.from(
            """
            from mcp.server import Server
            from mcp.types import Tool
            server = Server("shop")
            class Action:
                known = {}
                def __init_subclass__(cls): Action.known[cls.label] = cls
                def __init__(self, shop): self.shop = shop
                @classmethod
                def tool(cls):
                    return Tool(name=cls.label, description=cls.__doc__, inputSchema=cls.schema)
            class Place(Action):
                "Orders."
                label = "place"
                schema = {"type": "object", "properties": {"item": {"type": "string"}}}
                async def __call__(self, item): return item * 1
            class Count(Action):
                "Counts."
                label = "count"
                schema = {"type": "object"}
                async def __call__(self): return 1
            @server.list_tools()
            async def listed(): return [a.tool() for a in Action.known.values()]
            @server.call_tool()
            async def call(name, arguments):
                action = Action.known[name](shop)
                return await action(**arguments)
            """);

    assertEquals(List.of("place", "count"), found.toolNames());
    assertEquals("Orders.", found.tool("place").description());
    assertEquals("string", found.tool("place").inputSchema().at("/properties/item/type").asText());
    assertEquals("return item * 1 [item]", Extracted.code(found.tool("place").handler()));
  }
}
