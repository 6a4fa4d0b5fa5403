package io.mcpscore.gateway.badge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Grade;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class BadgeSvgTest {

  @Test
  void everyGradeHasAPictureThatIsXmlAndNamesItself() throws Exception {
    for (Grade grade : Grade.values()) {
      Element svg = parse(Badge.of(77, grade, true));

      assertEquals(
          "MCP security: " + grade + " 77 · HEAD has moved", svg.getAttribute("aria-label"));
      assertEquals("img", svg.getAttribute("role"));
    }
    assertEquals("MCP security: unknown", parse(Badge.UNKNOWN).getAttribute("aria-label"));
  }

  @Test
  void textStaysText() throws Exception {
    String svg = BadgeSvg.render(new Badge("<script>\"&\"</script>", "red"));

    assertFalse(svg.contains("<script>"));
    assertTrue(parse(svg).getTextContent().contains("<script>\"&\"</script>"));
  }

  private static Element parse(Badge badge) throws Exception {
    return parse(BadgeSvg.render(badge));
  }

  private static Element parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }
}
