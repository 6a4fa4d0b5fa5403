package io.mcpscore.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HostileFlowTest {

  @Test
  @Timeout(20)
  void endsOnCallsThatDouble() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      code.append("def f%d(x): return f%d(x) + f%d(x + 'a')\n".formatted(i, i + 1, i + 1));
    }
    code.append("def f60(x): return x\n@mcp.tool\ndef t(x: str):\n  f0(x)\n  os.system(x)\n");

    assertEquals(List.of("proven t x"), FlowRepository.python(code.toString()).found());
  }

  @Test
  @Timeout(20)
  void endsOnDeepExpressionsAndStatements() {
    String sum = "'a' + ".repeat(20_000) + "x";
    String nested = "(".repeat(3_000) + "x" + ")".repeat(3_000);
    String lists = "[".repeat(3_000) + "x" + "]".repeat(3_000);
    String code =
        "@mcp.tool\ndef t(x: str):\n  a = %s\n  b = %s\n  c = %s\n  os.system(a)\n  os.system(b)\n"
            .formatted(sum, nested, lists);

    assertEquals(List.of("proven t a", "proven t b"), FlowRepository.python(code).found());
  }

  @Test
  @Timeout(20)
  void endsOnLoopsInLoops() {
    StringBuilder code = new StringBuilder("@mcp.tool\ndef t(x: str):\n  os.system(x)\n");
    for (int i = 0; i < 60; i++) {
      code.append("  ".repeat(i + 1)).append("for i%d in x:\n".formatted(i));
    }
    code.append("  ".repeat(61)).append("os.system(i59)\n");

    assertEquals("proven t x", FlowRepository.python(code.toString()).found().getFirst());
  }
}
