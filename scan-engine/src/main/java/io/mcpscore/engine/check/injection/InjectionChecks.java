package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Values that are read as code of another interpreter. */
public final class InjectionChecks {

  private InjectionChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new InjectionSqlCheck(),
        new InjectionSqlReadonlyBypassCheck(),
        new InjectionSqlAnyStatementCheck(),
        new InjectionNosqlCheck(),
        new InjectionCypherCheck(),
        new InjectionGraphqlCheck(),
        new InjectionLdapCheck(),
        new InjectionXpathCheck(),
        new InjectionQueryLanguageCheck(),
        new InjectionTemplateCheck(),
        new InjectionHtmlCheck(),
        new InjectionLogCheck(),
        new InjectionHeaderCheck(),
        new InjectionPrototypePollutionCheck(),
        new InjectionMassAssignmentCheck(),
        new InjectionRegexCheck(),
        new InjectionRegexCatastrophicCheck(),
        new InjectionRegexStateCheck(),
        new InjectionXxeCheck(),
        new InjectionDeserializationCheck(),
        new InjectionSystemPromptCheck());
  }
}
