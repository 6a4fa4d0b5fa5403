package io.mcpscore.engine.mcp.py;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.program.py.PyRepository;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LowLevelTest {

  private static final String HEAD =
      """
      from enum import Enum
      from mcp.server import Server
      import mcp.types as types
      from mcp.types import Tool
      class Names(str, Enum):
          A = "tool_a"
          B = "tool_b"
      server = Server("low")
      def run_a(arguments): return arguments
      def run_b(arguments): return arguments
      """;

  private static final String TWO_TOOLS =
      """
      @server.list_tools()
      async def list_tools() -> list[Tool]:
          return [Tool(name=Names.A, description="Does a"),
                  types.Tool(name=Names.B.value, description="Does b")]
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
            match name:
                case Names.A: return run_a(arguments)
                case "tool_b" | "old_b": return run_b(arguments)
                case _: raise ValueError(name)
        """,
        """
            if name == "tool_a": return run_a(arguments)
            elif Names.B == name: return run_b(arguments)
            else: raise ValueError(name)
        """,
        """
            wanted = Names(name)
            if wanted is Names.A: return run_a(arguments)
            if name.lower() in ("tool_b", "b") and arguments: return run_b(arguments)
        """,
      })
  void givesEachToolItsBranch(String dispatch) {
    Extracted found =
        Extracted.from(
            HEAD
                + TWO_TOOLS
                + "@server.call_tool()\nasync def call_tool(name: str, arguments: dict):\n"
                + dispatch);

    assertEquals(List.of("tool_a", "tool_b"), found.toolNames());
    assertEquals("Does b", found.tool("tool_b").description());
    assertEquals("return run_a(arguments) [arguments]", branch(found, "tool_a"));
    assertEquals("return run_b(arguments) [arguments]", branch(found, "tool_b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        HANDLERS = {Names.A: run_a, "tool_b": run_b}
        @server.call_tool()
        async def call_tool(name, arguments): return HANDLERS[name](arguments)
        """,
        """
        @server.call_tool()
        async def call_tool(name, arguments):
            handlers = {"tool_a": run_a, "tool_b": run_b}
            handler = handlers.get(name)
            return handler(arguments)
        """,
      })
  void followsTablesOfHandlers(String dispatch) {
    Extracted found = Extracted.from(HEAD + TWO_TOOLS + dispatch);

    assertEquals("return arguments [arguments]", branch(found, "tool_a"));
    assertEquals("return arguments [arguments]", branch(found, "tool_b"));
    assertEquals(10, line(found, "tool_b"));
  }

  @Test
  void takesWhatTheServerHandsToAHandlerOfATableForItsOwn() {
    Extracted found =
        Extracted.from(
            HEAD
                + TWO_TOOLS
                + """
                SHOP = open("shop.json")
                def with_shop(shop, arguments): return arguments
                HANDLERS = {"tool_a": with_shop, "tool_b": with_shop}
                @server.call_tool()
                async def call_tool(name, arguments): return HANDLERS[name](SHOP, arguments)
                """);

    assertEquals("return arguments [arguments]", branch(found, "tool_a"));
  }

  @Test
  void readsANameThatIsMadeOfItself() {
    Extracted found =
        Extracted.from(
            HEAD
                + TWO_TOOLS
                + """
                @server.call_tool()
                async def call_tool(name, arguments):
                    other = other.name
                    if other == "tool_a": return 1
                    if name == "tool_b": return arguments
                """);

    assertEquals("return arguments [arguments]", branch(found, "tool_b"));
  }

  @Test
  void followsTheNameIntoOtherFiles() {
    Extracted found =
        Extracted.from(
            new PyRepository()
                .with(
                    "server.py",
                    HEAD
                        + TWO_TOOLS
                        + """
                        from work import Worker
                        worker = Worker()
                        @server.call_tool()
                        async def call_tool(name, arguments):
                            return await worker.handle(arguments, tool=name)
                        """)
                .with(
                    "work.py",
                    """
                    class Worker:
                        async def handle(self, arguments, tool):
                            if tool == "tool_a": return 1
                            if tool != "tool_b": raise ValueError(tool)
                            return 2
                    """));

    assertEquals("return 1 [arguments]", branch(found, "tool_a"));
    assertEquals("if tool == \"tool_a\": return 1 [arguments]", branch(found, "tool_b"));
  }

  @Test
  void takesTheWholeFunctionWhenNothingIsDispatched() {
    Extracted found =
        Extracted.from(
            HEAD
                + """
                TOOLS = []
                TOOLS.append(Tool(name="only", inputSchema={"type": "object"}))
                @server.list_tools()
                async def list_tools(): return TOOLS
                @server.call_tool()
                async def call_tool(name, arguments): return run_a(arguments)
                """);

    assertEquals("return run_a(arguments) [arguments]", branch(found, "only"));
    found.model().tools().forEach(t -> assertEquals("{\"type\":\"object\"}", t.inputSchema() + ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    tools = [Tool(name='x')]\n    tools += [Tool(name='y')]\n    return tools",
        "    tools = []\n    tools.append(Tool(name='x'))\n    tools.extend([Tool(name='y')])\n"
            + "    return tools",
        "    return [*first(), second()]\ndef first(): return [Tool(name='x')]\n"
            + "def second(): return Tool(name='y')",
        "    return types.ListToolsResult(tools=[X] + list(ALL.values()))\nX = Tool(name='x')\n"
            + "ALL = {'y': Tool(name='y')}",
        "    return [Tool(**spec) for spec in SPECS] + [Tool(**{'name': 'y'})]\nSPECS = [{'name': 'x'}]",
        "    return [t for t in ALL]\nALL = (Tool(name='x'), Tool(name='y'))",
      })
  void findsToolsHoweverTheListIsMade(String body) {
    Extracted found =
        Extracted.from(HEAD + "@server.list_tools()\nasync def list_tools():\n" + body + "\n");

    assertEquals(List.of("x", "y"), found.toolNames());
  }

  @Test
  void readsServersWithHandlersAsArgumentsAndTables() {
    Extracted found =
        Extracted.from(
            """
            from mcp.server.lowlevel import Server
            from mcp.server import ServerRequestContext
            from mcp import types
            async def tools(ctx: ServerRequestContext, params):
                return types.ListToolsResult(tools=[types.Tool(name="x", input_schema={"a": 1})])
            async def call(ctx: ServerRequestContext, params: types.CallToolRequestParams):
                if params.name == "x":
                    return params.arguments
            async def read(req): return req.params.uri
            server = Server("v2", on_list_tools=tools, on_call_tool=call)
            server.request_handlers[types.ReadResourceRequest] = read
            @server.list_resources()
            async def resources(): return [types.Resource(uri=AnyUrl("a://b"), name="b")]
            """);

    assertEquals("return params.arguments [params]", branch(found, "x"));
    assertEquals("{\"a\":1}", found.tool("x").inputSchema().toString());
    assertEquals("a://b", found.model().resources().getFirst().uri());
    assertEquals(
        "return req.params.uri [req]",
        Extracted.code(found.model().resources().getFirst().handler()));
  }

  @Test
  void readsTablesThatAHelperFillsAndTakesTheirRowsApart() {
    Extracted found =
        Extracted.from(
            """
            import asyncio
            from mcp import types
            from mcp.server.lowlevel import Server
            server = Server("stock")
            KNOWN = {}
            def register(name, about, work, **fields):
                spec = types.Tool(name=name, description=about, inputSchema={"type": "object"})
                KNOWN[name] = (spec, work)
            def count(values):
                return len(values["item"])
            def order(values):
                return values["item"]
            register("count", "Counts.", count, item="An item")
            register("order", "Orders.", order, item="An item")
            @server.list_tools()
            async def list_tools():
                return [spec for spec, _ in KNOWN.values()]
            @server.call_tool()
            async def call_tool(name, arguments):
                _, work = KNOWN[name]
                return await asyncio.to_thread(work, arguments)
            """);

    assertEquals(List.of("count", "order"), found.toolNames());
    assertEquals("Orders.", found.tool("order").description());
    assertEquals("return values[\"item\"] [values]", branch(found, "order"));
  }

  @Test
  void takesWhatTheServerHandsToAnotherFunctionForItsOwn() {
    Extracted found =
        Extracted.from(
            """
            from mcp.server import Server
            from mcp.types import Tool
            async def run(settings, name, arguments):
                if name == "go":
                    return settings, arguments
            def build(settings):
                server = Server("x")
                @server.list_tools()
                async def list_tools(): return [Tool(name="go")]
                @server.call_tool()
                async def call_tool(name, arguments):
                    return await run(settings, name, arguments or {})
            """);

    assertEquals("return settings, arguments [arguments]", branch(found, "go"));
  }

  @Test
  void followsTablesOfModulesToTheBranchOfAName() {
    Extracted found =
        Extracted.from(
            new PyRepository()
                .with("shop/__init__.py", "")
                .with("shop/parts/__init__.py", "")
                .with(
                    "shop/parts/orders.py",
                    """
                    from mcp.types import Tool
                    TOOLS = [Tool(name="place", description="P"), Tool(name="drop")]
                    async def handle(name, arguments):
                        if name == "place":
                            return arguments["item"]
                        elif name == "drop":
                            return arguments["id"]
                    """)
                .with(
                    "shop/parts/stock.py",
                    """
                    from mcp.types import Tool
                    TOOLS = [Tool(name="count")]
                    async def handle(name, arguments): return arguments
                    """)
                .with(
                    "shop/server.py",
                    """
                    from mcp.server import Server
                    from mcp.types import ListToolsRequest, ListToolsResult, ServerResult
                    from shop.parts import orders, stock
                    server = Server("shop")
                    MODULES = [orders, stock]
                    BY_NAME = {}
                    for module in MODULES:
                        for tool in module.TOOLS:
                            BY_NAME[tool.name] = module
                    async def listed(_):
                        tools = []
                        for module in MODULES:
                            tools.extend(module.TOOLS)
                        return ServerResult(ListToolsResult(tools=tools))
                    server.request_handlers[ListToolsRequest] = listed
                    @server.call_tool()
                    async def call(name, arguments):
                        module = BY_NAME.get(name)
                        return await module.handle(name, arguments)
                    """));

    assertEquals(List.of("place", "drop", "count"), found.toolNames());
    assertEquals("return arguments[\"item\"] [arguments]", branch(found, "place"));
    assertEquals("return arguments[\"id\"] [arguments]", branch(found, "drop"));
    assertEquals("return arguments [name, arguments]", branch(found, "count"));
    assertEquals(List.of(), found.model().notes());
  }

  @Test
  void keepsTheServersOfARepositoryApart() {
    String server =
        """
        from mcp.server import Server
        from mcp.types import Tool
        server = Server("%1$s")
        @server.list_tools()
        async def list_tools(): return [Tool(name="go"), Tool(name="stop")]
        @server.call_tool()
        async def call_tool(name, arguments):
            if name == "go": return "%1$s"
        """;
    Extracted found =
        Extracted.from(
            new PyRepository()
                .with("a/server.py", server.formatted("a"))
                .with("b/server.py", server.formatted("b")));

    assertEquals(List.of("go", "stop", "go", "stop"), found.toolNames());
    assertEquals(
        "return \"b\" [arguments]", Extracted.code(found.model().tools().get(2).handler()));
    assertEquals("none", Extracted.code(found.model().tools().get(1).handler()));
  }

  private static String branch(Extracted found, String tool) {
    return Extracted.code(found.tool(tool).handler());
  }

  private static int line(Extracted found, String tool) {
    return found.tool(tool).handler().module().tree().line(found.tool(tool).handler().region());
  }
}
