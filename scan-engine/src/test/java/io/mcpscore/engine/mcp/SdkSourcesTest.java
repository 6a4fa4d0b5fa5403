package io.mcpscore.engine.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import org.junit.jupiter.api.Test;

class SdkSourcesTest {

  private static final String SERVER =
      "from fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\ndef a() -> str: return ''\n";

  @Test
  void theLibraryItselfIsNoServer() {
    Fixture fixture =
        new Fixture()
            .file("src/mcp/server/lowlevel/server.py", SERVER)
            .file("src/mcp/client/session.py", "x = 1\n")
            .file("app/server.py", SERVER);

    McpModel model = fixture.context().servers();

    assertEquals(1, model.tools().size());
    assertEquals("app/server.py", model.tools().getFirst().module().file().path());
  }

  @Test
  void aFolderOfTheSameNameIsOne() {
    Fixture fixture = new Fixture().file("src/mcp/server/main.py", SERVER);

    assertEquals(1, fixture.context().servers().tools().size());
  }
}
