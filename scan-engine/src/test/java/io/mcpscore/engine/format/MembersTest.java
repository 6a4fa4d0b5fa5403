package io.mcpscore.engine.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {

  @Test
  void jsonNumbersItemsAndForgivesCommentsAndCommas() {
    assertEquals(
        List.of("a=null", "a.[0]=1", "a.[1]=null", "a.[1].b=x", "c=true"),
        lines(
            JsonMembers.read(
                bytes("{ // note\n \"a\": [1, {\"b\": \"x\",},], /* more */ \"c\": true }"))));
  }

  @Test
  void yamlReadsBlocksListsFlowListsAndScripts() {
    String text =
        """
        on: [push, 'pull_request']
        jobs: # all of them
          build:
            steps:
            - uses: acme/x@v1
            - name: "a # b"
              run: |
                echo one

                echo two
              env:
                - KEY=1
        other: &anchor
          x: >-
            folded
        ---
        second: 2
        """;

    assertEquals(
        List.of(
            "on=null",
            "on.[0]=push",
            "on.[1]=pull_request",
            "jobs=null",
            "jobs.build=null",
            "jobs.build.steps=null",
            "jobs.build.steps.[0].uses=acme/x@v1",
            "jobs.build.steps.[1].name=a # b",
            "jobs.build.steps.[1].run=        echo one\n\n        echo two",
            "jobs.build.steps.[1].env=null",
            "jobs.build.steps.[1].env.[0]=KEY=1",
            "other=null",
            "other.x=    folded",
            "second=2"),
        lines(YamlMembers.read(source(text))));
  }

  @Test
  void placesAreBytesOfTheText() {
    String text = "ä: 'ö'\nkey: välue # c\n";
    Member last = YamlMembers.read(source(text)).getLast();

    assertEquals("välue", last.value());
    assertEquals("key: välue", source(text).slice(last.start(), last.end()));
  }

  @Test
  void tomlReadsTablesListsAndInlineTables() {
    String text =
        """
        top = "x" # note
        [a."b.c"]
        list = [ "1", # one
          { k = 'v', deep = [2] },
        ]
        [[p]]
        name = "first"
        [p.sub]
        x = 1
        [[p]]
        name = "second"
        broken = = 1
        last = \"""many
        lines\"""
        """;

    assertEquals(
        List.of(
            "top=x",
            "a.b.c=null",
            "a.b.c.list=null",
            "a.b.c.list.[0]=1",
            "a.b.c.list.[1]=null",
            "a.b.c.list.[1].k=v",
            "a.b.c.list.[1].deep=null",
            "a.b.c.list.[1].deep.[0]=2",
            "p.[0]=null",
            "p.[0].name=first",
            "p.[0].sub=null",
            "p.[0].sub.x=1",
            "p.[1]=null",
            "p.[1].name=second",
            "p.[1].broken== 1",
            "p.[1].last=many\nlines"),
        lines(TomlMembers.read(source(text))));
  }

  @Test
  void hostileTextsEndAndStaySmall() {
    for (String piece : List.of("[", "{", "- ", "a: ", "a.", "\"", "'", "x = [", "#", "\u0000")) {
      String text = piece.repeat(150_000);
      assertTrue(YamlMembers.read(source(text)).size() <= 150_000);
      assertTrue(TomlMembers.read(source(text)).size() <= 500_000);
      assertTrue(JsonMembers.read(bytes(text)).size() <= 150_000);
    }
    String deep = "a:\n".repeat(3).replace("a", "k");
    assertTrue(YamlMembers.read(source(deep)).size() <= 3);
  }

  private static List<String> lines(List<Member> members) {
    return members.stream().map(m -> String.join(".", m.path()) + "=" + m.value()).toList();
  }

  private static SourceText source(String text) {
    return new SourceText(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
