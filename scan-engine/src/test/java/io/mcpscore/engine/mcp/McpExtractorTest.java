package io.mcpscore.engine.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.js.ScriptFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class McpExtractorTest {

  private final ScriptFixture repository =
      ScriptFixture.of(
          "b.ts", "b1(); b2();",
          "a.ts", "a1();",
          "examples/e.ts", "e1();",
          "test/t.ts", "t1();");

  @Test
  void declarationsAreOrderedByFileAndPlaceAndListedOnce() {
    ExtractorStrategy one = finding(tool("b.ts", 2, "x"), tool("a.ts", 1, "y"));
    ExtractorStrategy two = finding(tool("b.ts", 1, "z"), tool("b.ts", 2, "x"));

    assertEquals(List.of("y", "z", "x"), names(one, two));
  }

  @Test
  void oneSpotMayDeclareSeveralNames() {
    assertEquals(List.of("x", "y"), names(finding(tool("a.ts", 1, "y"), tool("a.ts", 1, "x"))));
  }

  @Test
  void testsAreNeverTheServer() {
    assertEquals(List.of(), names(finding(tool("test/t.ts", 1, "x"))));
  }

  @Test
  void examplesCountOnlyWhenThereIsNothingElse() {
    ToolDeclaration example = tool("examples/e.ts", 1, "x");

    assertEquals(List.of("x"), names(finding(example)));
    assertEquals(List.of("y"), names(finding(example, tool("a.ts", 1, "y"))));
  }

  @Test
  void notesAreSortedAndSaidOnce() {
    ExtractorStrategy strategy =
        (program, files, faults) ->
            new McpModel(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of("b", "a", "b"));

    McpModel model =
        new McpExtractor(List.of(strategy, strategy))
            .extract(repository.program(), repository.files());

    assertEquals(List.of("a", "b"), model.notes());
  }

  @Test
  void aFileOfTenThousandToolsLeavesRoomForTheOthersAndIsNotFollowedToItsEnd() {
    List<ToolDeclaration> many =
        new ArrayList<>(
            IntStream.range(0, 10_000).mapToObj(i -> tool("a.ts", 1, "t" + i)).toList());
    many.add(tool("b.ts", 1, "other"));
    McpModel model =
        new McpExtractor(List.of(finding(many.toArray(ToolDeclaration[]::new))))
            .extract(repository.program(), repository.files());

    assertEquals(1_501, model.tools().size());
    assertEquals("other", model.tools().getLast().name());
    assertEquals(List.of("8500 further tools were left out."), model.notes());
  }

  private List<String> names(ExtractorStrategy... strategies) {
    return new McpExtractor(List.of(strategies))
        .extract(repository.program(), repository.files()).tools().stream()
            .map(ToolDeclaration::name)
            .toList();
  }

  private static ExtractorStrategy finding(ToolDeclaration... tools) {
    return (program, files, faults) ->
        new McpModel(List.of(), Arrays.asList(tools), List.of(), List.of(), List.of(), List.of());
  }

  private ToolDeclaration tool(String path, int node, String name) {
    return new ToolDeclaration(
        repository.module(path), node, "mcp-sdk-ts", name, null, null, null, null, null);
  }
}
