package io.mcpscore.model.score;

import static io.mcpscore.model.Samples.finding;
import static io.mcpscore.model.Samples.tool;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.Category;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Risk;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetyScoreTest {

  @Test
  void aServerWithoutToolsAndFindingsIsSafe() {
    assertEquals(new SafetyScore(100, Grade.A), SafetyScore.of(List.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL,90", "HIGH,94", "MEDIUM,97", "LOW,99", "NONE,100"})
  void aToolCostsByItsRisk(Risk risk, int score) {
    assertEquals(score, scoreOf(List.of(tool("a", risk, Effect.NONE)), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"1,90", "2,85", "3,82", "12,69", "100,48"})
  void theNthRiskiestToolCostsTheNthPart(int count, int score) {
    List<Tool> tools = Collections.nCopies(count, tool("a", Risk.CRITICAL, Effect.EXEC));

    assertEquals(score, scoreOf(tools, List.of()));
  }

  @Test
  void theRiskiestToolCountsFirstWhereverItStands() {
    Tool low = tool("a", Risk.LOW, Effect.FS_READ);
    Tool high = tool("b", Risk.HIGH, Effect.FS_WRITE);

    assertEquals(93, scoreOf(List.of(low, high), List.of()));
    assertEquals(93, scoreOf(List.of(high, low), List.of()));
    assertEquals(0, scoreOf(Collections.nCopies(20_000, tool("a", Risk.CRITICAL)), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "EXEC,HIGH", "FS_WRITE,HIGH", "PROCESS,HIGH", "DB,MEDIUM", "SECRETS,MEDIUM",
    "NET_OUT,MEDIUM", "FS_READ,LOW", "NET_IN,LOW", "ENV,LOW", "NONE,NONE"
  })
  void riskFollowsTheEffect(Effect effect, Risk risk) {
    assertEquals(risk, SafetyScore.riskOf(List.of(effect), false));
  }

  @Test
  void theWorstEffectDecidesTheRisk() {
    assertEquals(
        Risk.HIGH, SafetyScore.riskOf(List.of(Effect.ENV, Effect.FS_WRITE, Effect.NET_OUT), false));
    assertEquals(Risk.NONE, SafetyScore.riskOf(List.of(), false));
  }

  @Test
  void aToolWhoseCriticalCallTheAgentDecidesIsCritical() {
    assertEquals(Risk.CRITICAL, SafetyScore.riskOf(List.of(Effect.EXEC), true));
  }

  @Test
  void aProvenCriticalPathFromAToolCapsAtForty() {
    assertEquals(40, scoreOf(List.of(), List.of(path(Severity.CRITICAL, Evidence.PROVEN, "t"))));
  }

  @Test
  void whatIsNotProvenOrNotCriticalOrReachedByNoToolDoesNotCap() {
    List<Finding> found =
        List.of(
            path(Severity.HIGH, Evidence.PROVEN, "t"),
            path(Severity.CRITICAL, Evidence.LIKELY, "t"),
            path(Severity.CRITICAL, Evidence.PROVEN, null));

    assertEquals(100, scoreOf(List.of(), found));
  }

  @ParameterizedTest
  @EnumSource(
      value = FileRole.class,
      names = {"TEST", "EXAMPLE", "FIXTURE", "DOCS", "VENDORED", "GENERATED"})
  void aPathInCodeThatTheServerDoesNotRunDoesNotCap(FileRole role) {
    Finding found =
        finding("a", "c", Severity.CRITICAL, Category.RCE, "f", Evidence.PROVEN, role, "t");

    assertEquals(100, scoreOf(List.of(), List.of(found)));
  }

  @Test
  void poisonedMetadataOfAToolCapsAtThirty() {
    Tool poisoned = tool("a", Risk.NONE, List.of("tells the model to hide it"), Effect.NONE);

    assertEquals(30, scoreOf(List.of(poisoned), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL,30", "HIGH,30", "MEDIUM,100"})
  void aPoisoningFindingCapsFromHighUp(Severity severity, int score) {
    assertEquals(
        score, scoreOf(List.of(), List.of(finding(severity, Category.POISONING, "poison"))));
  }

  @ParameterizedTest
  @EnumSource(
      value = Effect.class,
      names = {"FS_READ", "DB", "SECRETS"})
  void privateDataWithAnOutwardCallCapsAtFiftyAlsoAcrossTools(Effect data) {
    List<Tool> tools = List.of(tool("a", Risk.NONE, data), tool("b", Risk.NONE, Effect.NET_OUT));

    assertEquals(50, scoreOf(tools, List.of()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Effect.class,
      names = {"NET_OUT", "ENV", "EXEC", "FS_WRITE", "NONE"})
  void anOutwardCallWithoutPrivateDataDoesNotCap(Effect other) {
    List<Tool> tools = List.of(tool("a", Risk.NONE, other), tool("b", Risk.NONE, Effect.NET_OUT));

    assertEquals(100, scoreOf(tools, List.of()));
  }

  @Test
  void eachServerOfARepositoryIsJudgedAloneAndTheWorstCounts() {
    List<Tool> apart =
        List.of(
            tool("a/", "read", Risk.LOW, List.of(), Effect.FS_READ),
            tool("b/", "send", Risk.MEDIUM, List.of(), Effect.NET_OUT),
            tool("b/", "call", Risk.MEDIUM, List.of(), Effect.NET_OUT));

    assertEquals(95, scoreOf(apart, List.of()));
  }

  @Test
  void theLowestCapWinsAndACapNeverRaises() {
    List<Tool> trifecta =
        List.of(tool("a", Risk.NONE, List.of("poison"), Effect.FS_READ, Effect.NET_OUT));
    List<Finding> proven = List.of(path(Severity.CRITICAL, Evidence.PROVEN, "a"));
    List<Tool> many = Collections.nCopies(100, tool("a", Risk.CRITICAL, Effect.DB, Effect.NET_OUT));

    assertEquals(30, scoreOf(trifecta, proven));
    assertEquals(48, scoreOf(many, List.of()));
  }

  private static int scoreOf(List<Tool> tools, List<Finding> findings) {
    SafetyScore safety = SafetyScore.of(tools, findings);
    assertEquals(Grade.of(safety.score()), safety.grade());
    return safety.score();
  }

  private static Finding path(Severity severity, Evidence evidence, String tool) {
    String id = severity + "-" + evidence + "-" + tool;
    return finding(
        id, "rce-eval", severity, Category.RCE, id + ".ts", evidence, FileRole.SOURCE, tool);
  }
}
