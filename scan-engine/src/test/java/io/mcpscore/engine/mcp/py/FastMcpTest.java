package io.mcpscore.engine.mcp.py;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.py.PyRepository;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastMcpTest {

  @Test
  void readsNameTextsHintsAndHandlerOfADecoratedFunction() throws Exception {
    Extracted found =
        Extracted.from(
            """
            from mcp.server.fastmcp import FastMCP, Context
            from mcp.types import ToolAnnotations
            mcp = FastMCP("weather", instructions="Ask for weather.")
            @mcp.tool()
            async def forecast(city: str, ctx: Context, days: int = 3) -> str:
                \"""Gives the forecast.

                Of a city.
                \"""
                return city
            @mcp.tool(name="drop", title="Drop it", description=f"Drops {mcp} now",
                      annotations=ToolAnnotations(destructiveHint=True, read_only_hint=False))
            def remove(): return 1
            @mcp.prompt("greet")
            def greeting(name: str): return name
            @mcp.resource("weather://{city}/now", name="now")
            def now(city: str): return city
            """);

    ToolDeclaration forecast = found.tool("forecast");
    ToolDeclaration drop = found.tool("drop");
    assertEquals("Gives the forecast.\n\nOf a city.", forecast.description());
    assertEquals("mcp-sdk-py", forecast.framework());
    assertEquals("return city [city, days]", withoutDocstring(forecast));
    found.assertSchema(
        "forecast",
        """
        {"type":"object","required":["city"],
         "properties":{"city":{"type":"string"},"days":{"type":"integer","default":3}}}
        """);
    assertEquals("Drop it", drop.title());
    assertEquals("Drops * now", drop.description());
    assertEquals(
        "{\"destructiveHint\":true,\"readOnlyHint\":false}", drop.annotations().toString());
    assertEquals("greet", found.model().prompts().getFirst().name());
    assertEquals("weather://{city}/now", found.model().resources().getFirst().uri());
    assertEquals("weather", found.model().servers().getFirst().name());
    assertEquals("Ask for weather.", found.model().servers().getFirst().instructions());
  }

  @Test
  void aDescriptionFromTheSettingsIsUnknownAndNotMissing() {
    Extracted found =
        Extracted.from(
            """
            from fastmcp import FastMCP
            mcp = FastMCP("x")
            @mcp.tool(description=settings.text)
            def f(): return 1
            """);

    assertEquals("*", found.tool("f").description());
  }

  private static String withoutDocstring(ToolDeclaration tool) {
    String code = Extracted.code(tool.handler());
    return "return city" + code.substring(code.indexOf(" [city"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@mcp.tool\ndef f(): pass",
        "def setup():\n  def f(): pass\n  g = f\n  if x:\n    g = wrap(g, 1)\n  mcp.tool(g)",
        "@mcp.tool()\ndef f(): pass",
        "@mcp.tool('f')\ndef other(): pass",
        "def f(): pass\nmcp.tool(f)",
        "def other(): pass\nmcp.tool(other, name='f')",
        "def f(): pass\nmcp.tool()(f)",
        "def other(): pass\nmcp.tool(name='f')(other)",
        "def f(): pass\nmcp.add_tool(f)",
        "def other(): pass\nmcp.add_tool(other, 'f')",
        "from fastmcp.tools import Tool\ndef other(): pass\n"
            + "mcp.add_tool(Tool.from_function(other, name='f'))",
        "def f(): pass\nmcp.tool(name_or_fn=f)",
        "@mcp.tool(name_or_fn='f')\ndef other(): pass",
        "def other(): pass\nmcp.tool(name_or_fn='f')(other)",
        "def f(): pass\nmcp.add_tool(fn=f)",
        "def other(): pass\nmcp.add_tool(fn=other, name='f')",
        "from fastmcp.tools import Tool\ndef f(): pass\nmcp.add_tool(Tool.from_function(f))",
        "from fastmcp.tools import Tool\ndef f(): pass\nmcp.add_tool(tool=Tool.from_function(fn=f))",
        "from fastmcp.tools import Tool\ndef f(): pass\nt = Tool.from_function(f)\nmcp.add_tool(t)",
        "from fastmcp.tools import FunctionTool\ndef f(): pass\n"
            + "mcp.add_tool(FunctionTool.from_function(f))",
        "from mcp.server.fastmcp.tools import Tool\ndef f(): pass\n"
            + "m = FastMCP('x', tools=[Tool.from_function(f)])",
        "from mcp.server.fastmcp.tools.base import Tool\ndef f(): pass\n"
            + "mcp._tool_manager.add_tool(f)",
        "def f(): pass\nmcp.tool(name='f')(wrap(f))",
        "def f(): pass\nmcp.tool()(mcp.resource('x://y')(f))",
        "tool = mcp.tool\n@tool()\ndef f(): pass",
        "def f(): pass\nfor tool in [f]:\n  mcp.tool()(tool)",
        "def f(): pass\nTOOLS = {'x': f}\nfor name, fn in TOOLS.items():\n  mcp.add_tool(fn)",
        "def register(fn):\n  mcp.tool()(fn)\n  return fn\n@register\ndef f(): pass",
        "class A:\n  def __init__(self):\n    mcp.add_tool(self.f)\n  def f(self): pass",
        "def setup(app: FastMCP):\n  @app.tool()\n  def f(): pass",
        "def setup(app):\n  @app.tool()\n  def f(): pass\nsetup(mcp)",
        "class A:\n  def __init__(self, app):\n    self.app = app\n    @self.app.tool()\n"
            + "    def f(): pass\nA(mcp)",
        "def f(): pass\nother = FastMCP('x', tools=[f])",
        "sub = FastMCP('sub')\n@sub.tool\ndef f(): pass\nmcp.mount(sub)",
        "from fastmcp.tools import tool\n@tool\ndef f(): pass",
        "import mcp\nmcp = FastMCP('s')\n@mcp.tool()\ndef f(): pass",
        "class My(FastMCP): pass\nmy = My()\n@my.tool\ndef f(): pass",
      })
  void findsToolsHoweverTheyAreRegistered(String code) {
    Extracted found = Extracted.from("from fastmcp import FastMCP\nmcp = FastMCP('s')\n" + code);

    assertEquals(List.of("f"), found.toolNames());
    assertEquals("fastmcp", found.tool("f").framework());
    assertTrue(found.tool("f").handler() != null);
  }

  @Test
  void findsServersAcrossFiles() {
    Extracted found =
        Extracted.from(
            new PyRepository()
                .with("app/__init__.py", "")
                .with("app/core.py", "from mcp.server import MCPServer\nserver = MCPServer('s')\n")
                .with("app/tools.py", "from .core import server\n@server.tool()\ndef f(): pass\n")
                .with("app/late.py", "def add(server):\n  @server.tool()\n  def g(): pass\n")
                .with("server.py", "from app import late, core\nlate.add(core.server)\n"));

    assertEquals(List.of("g", "f"), found.toolNames());
    assertEquals("mcp-sdk-py", found.tool("g").framework());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from langchain.tools import tool\n@tool\ndef f(): pass",
        "import click\n@click.tool()\ndef f(): pass",
        "from agents import Agent\na = Agent()\n@a.tool\ndef f(): pass",
        "class Kit:\n  def tool(self, f): return f\nkit = Kit()\n@kit.tool\ndef f(): pass",
      })
  void takesNoOtherDecorators(String code) {
    Extracted found = Extracted.from("from fastmcp import FastMCP\n" + code);

    assertEquals(List.of(), found.toolNames());
  }

  @Test
  void saysWhenARegistrationCannotBeResolved() {
    Extracted found =
        Extracted.from(
            "from fastmcp import FastMCP\nmcp = FastMCP()\nfor f in load():\n  mcp.tool()(f)\n");

    assertEquals(List.of("*"), found.toolNames());
    assertNull(found.tool("*").handler());
    assertEquals(1, found.model().notes().size());
  }

  @Test
  void leavesOutWhatTheClientDoesNotFill() {
    Extracted found =
        Extracted.from(
            """
            from fastmcp import FastMCP, Context
            from fastmcp.dependencies import Depends
            mcp = FastMCP()
            class Tools:
                def f(self, a: str, ctx: "Context", c: Context | None = None,
                      d=Depends(x), hidden: str = ""): ...
            mcp.tool(exclude_args=["hidden"])(Tools().f)
            """);

    assertEquals("... [a]", Extracted.code(found.tool("f").handler()));
  }
}
