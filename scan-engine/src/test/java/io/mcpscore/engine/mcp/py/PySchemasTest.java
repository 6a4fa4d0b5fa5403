package io.mcpscore.engine.mcp.py;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.py.PyRepository;
import io.mcpscore.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PySchemasTest {

  private static final String HEAD =
      """
      from typing import *
      from enum import Enum
      from pathlib import Path
      from pydantic import BaseModel, Field
      from fastmcp import FastMCP
      mcp = FastMCP()
      class Color(Enum):
          RED = "red"
          BLUE = "blue"
      class Base(BaseModel):
          id: int
      class Item(Base):
          "An item."
          name: str = Field(..., min_length=2, alias="itemName")
          tags: list[str] = Field(default_factory=list, max_length=3)
          _hidden: int = 1
      Short = Annotated[str, Field(max_length=5)]
      @mcp.tool
      def f(a: %s): ...
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "str # {'type':'string'}",
        "float = 1.5 # {'type':'number','default':1.5}",
        "list[int] # {'type':'array','items':{'type':'integer'}}",
        "Dict[str, bool] # {'type':'object','additionalProperties':{'type':'boolean'}}",
        "Optional[str] = None #" + " {'anyOf':[{'type':'string'},{'type':'null'}],'default':null}",
        "int | str | None # {'anyOf':[{'type':'integer'},{'type':'string'},{'type':'null'}]}",
        "Literal['a', 'b'] # {'type':'string','enum':['a','b']}",
        "Color # {'type':'string','enum':['red','blue']}",
        "Path # {'type':'string','format':'path'}",
        "Annotated[int, Field(ge=1, lt=9, description='How many')] #"
            + " {'type':'integer','minimum':1,'exclusiveMaximum':9,'description':'How many'}",
        "Annotated[str, 'The text'] # {'type':'string','description':'The text'}",
        "str = Field('x', pattern='^x', title='X') #"
            + " {'type':'string','default':'x','pattern':'^x','title':'X'}",
        "Short # {'type':'string','maxLength':5}",
        "'Color' # {'type':'string','enum':['red','blue']}",
        "Any # {}",
        "Unknown # {}",
        "Item # {'type':'object','description':'An item.','properties':{'id':{'type':'integer'},"
            + "'itemName':{'type':'string','minLength':2},"
            + "'tags':{'type':'array','items':{'type':'string'},'maxItems':3}},"
            + "'required':['id','itemName']}",
      })
  void describesAnnotations(String annotation, String expected) throws Exception {
    Extracted found = Extracted.from(HEAD.formatted(annotation));

    JsonNode schema = found.tool("f").inputSchema().path("properties").path("a");
    assertEquals(
        Json.canonical(Json.mapper().readTree(expected.replace('\'', '"'))),
        Json.canonical(schema));
  }

  @Test
  void requiresWhatHasNoDefault() throws Exception {
    Extracted found =
        Extracted.from(
            """
            from fastmcp import FastMCP
            from pydantic import Field
            mcp = FastMCP()
            @mcp.tool
            def f(a, b=None, c: int = Field(ge=1), d: int = Field(2), *args, e, **rest): ...
            """);

    assertEquals("[\"a\",\"c\",\"e\"]", found.tool("f").inputSchema().path("required").toString());
  }

  @Test
  void readsModelsOfOtherFilesAndCyclicOnes() {
    PyRepository repository =
        new PyRepository()
            .with(
                "models.py",
                "from pydantic import BaseModel\nclass Node(BaseModel):\n  next: 'Node'\n  v: int\n")
            .with(
                "server.py",
                """
                from mcp.server import Server
                from mcp.types import Tool
                from models import Node
                s = Server("x")
                @s.list_tools()
                async def tools(): return [Tool(name="t", inputSchema=Node.model_json_schema())]
                """);

    JsonNode schema = Extracted.from(repository).tool("t").inputSchema();

    assertEquals("integer", schema.at("/properties/next/properties/v/type").asText());
  }
}
