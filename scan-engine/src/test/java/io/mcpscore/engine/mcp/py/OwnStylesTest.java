package io.mcpscore.engine.mcp.py;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.program.py.PyRepository;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways of keeping tools that repositories write around the libraries. */
class OwnStylesTest {

  private static final String SERVER =
      """
      from mcp.server import Server
      from mcp.types import Tool
      server = Server("s")
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        def tool(annotations=None):
            def decorator(func):
                return mcp.tool(annotations=annotations)(func)
            return decorator
        @tool()
        """,
        """
        TABLE = {}
        def tool(func):
            TABLE[func.__name__] = func
            return func
        @tool
        """,
        """
        def shop_tool(description):
            def decorator(func):
                return keep(func, description)
            return decorator
        @shop_tool("Gives one.")
        """
      })
  void decoratorsOfTheRepositoryRegisterTools(String decorator) {
    Extracted found =
        Extracted.from(
            "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('s')\n"
                + decorator
                + "def order(item: str): return item\n");

    assertEquals(List.of("order"), found.toolNames());
    assertEquals("return item [item]", Extracted.code(found.tool("order").handler()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "def part(section):;  def inner(func):;    KEPT[section] = func.__name__;"
            + "    return mcp.tool(func);  return inner;@part('sales') | order",
        "def part(name):;  def inner(func):;    return mcp.tool(name=name)(func);"
            + "  return inner;@part('sales') | sales",
        "def part(name=None):;  def inner(func):;"
            + "    mcp.add_tool(func, name=name or func.__name__);    return func;"
            + "  return inner;@part(name='sales') | sales",
        "def part(name=None):;  def inner(func):;"
            + "    mcp.add_tool(func, name=name or func.__name__);    return func;"
            + "  return inner;@part() | order",
        "def part(name=None, **rest):;  return mcp.tool(name, **rest);@part('sales') | sales",
        "def part(*args, **rest):;  return mcp.tool(*args, **rest);@part('sales') | sales",
        "def part(area):;  def inner(func):;"
            + "    return mcp.tool(name=f'{area}_{func.__name__}')(func);  return inner;"
            + "@part('sales') | sales_order",
        "def part(func):;  return mcp.tool(name=func.__name__)(func);@part | order",
      })
  void aToolHasTheNameThatADecoratorOfTheRepositoryHandsOn(String decorator, String name) {
    Extracted found =
        Extracted.from(
            "from fastmcp import FastMCP\nmcp = FastMCP('s')\n"
                + decorator.replace(";", "\n")
                + "\ndef order(item: str): return item\n");

    assertEquals(List.of(name), found.toolNames());
    assertEquals("return item [item]", Extracted.code(found.tool(name).handler()));
  }

  @Test
  void aDecoratorBesideTheServersOwnRegistersNothingMore() {
    Extracted found =
        Extracted.from(
            """
            from mcp.server.fastmcp import FastMCP
            mcp = FastMCP("s")
            def telemetry_tool(name):
                return lambda f: f
            @mcp.tool()
            @telemetry_tool("x")
            def order(item: str): return item
            """);

    assertEquals(List.of("order"), found.toolNames());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        class Order(Base):
            def get_name(self): return "order"
            def get_description(self): return "Orders."
            async def execute(self, arguments): return arguments
        """,
        """
        class Order(Base):
            name = "order"
            description: str = "Orders."
            async def execute(self, arguments): return arguments
        """,
        """
        class Order(Base):
            def __init__(self): super().__init__("order")
            def definition(self): return Tool(name=self.name, description="Orders.")
            async def execute(self, arguments): return arguments
        """,
        """
        class Simple(Base):
            async def execute(self, arguments): return arguments
        class Order(Simple):
            name = "order"
            description: str = "Orders."
            def category(self): return "fast"
        """
      })
  void objectsThatAreListedAndCalledAreTools(String type) {
    Extracted found =
        Extracted.from(
            SERVER
                + """
                class Base:
                    def __init__(self, name=None): self.name = name
                    async def execute(self, arguments):
                        raise NotImplementedError()
                """
                + type
                + """
                TOOLS = {"order": Order()}
                @server.list_tools()
                async def listed():
                    return [Tool(name=t.name, description=t.description) for t in TOOLS.values()]
                @server.call_tool()
                async def call(name, arguments):
                    tool = TOOLS[name]
                    log(tool.category())
                    return await tool.execute(arguments)
                """);

    assertEquals(List.of("order"), found.toolNames());
    assertEquals("Orders.", found.tool("order").description());
    assertEquals("return arguments [arguments]", Extracted.code(found.tool("order").handler()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"f\"do_{name}\"", "\"do_\" + name"})
  void aMethodIsFoundByTheNameThatIsPutTogether(String expression) {
    Extracted found =
        Extracted.from(
            SERVER
                + """
                class Impl:
                    def do_place_order(self, args): return args
                    def do_drop(self, args): return None
                @server.list_tools()
                async def listed(): return [Tool(name="place-order", description="Orders.")]
                @server.call_tool()
                async def call(name, arguments):
                    return getattr(Impl(), %s)(arguments)
                """
                    .formatted(expression));

    assertEquals("return args [args]", Extracted.code(found.tool("place-order").handler()));
  }

  @Test
  void routesOfAServedApplicationAreTools() {
    String routes =
        """
        from fastapi import FastAPI, Depends
        from fastapi_mcp import FastApiMCP
        app = FastAPI()
        def user(): return 1
        @app.get("/items/{item}", operation_id="get_item")
        def item(item: str, who=Depends(user)):
            "Gives an item."
            return item
        """;

    Extracted found = Extracted.from(routes + "FastApiMCP(app).mount()\n");

    assertEquals(List.of("get_item"), found.toolNames());
    assertEquals("Gives an item.", found.tool("get_item").description());
    assertEquals(
        List.of(0),
        found.tool("get_item").handler().agentParameters(),
        "what Depends gives is none");
    assertEquals(List.of(), Extracted.from(PyRepository.of(routes)).toolNames());
  }
}
