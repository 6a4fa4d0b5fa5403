package io.mcpscore.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.mcpscore.engine.check.Check;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;

@AnalyzeClasses(
    packages = {"io.mcpscore.engine", "io.mcpscore.intake"},
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** Names of places are no network; whatever opens a connection is. */
  private static final DescribedPredicate<JavaClass> NETWORK =
      resideInAnyPackage("java.net..", "javax.net..", "java.nio.channels..")
          .and(not(belongToAnyOf(URI.class, URL.class, URISyntaxException.class)))
          .as("the network");

  @ArchTest
  static final ArchRule THE_ENGINE_KNOWS_NEITHER_THE_INTAKE_NOR_THE_NETWORK =
      noClasses()
          .that()
          .resideInAPackage("io.mcpscore.engine..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.mcpscore.intake..", "org.eclipse.jgit..").or(NETWORK))
          .orShould()
          .callMethod(URL.class, "openStream")
          .orShould()
          .callMethod(URL.class, "openConnection");

  @ArchTest
  static final ArchRule NOTHING_KNOWS_A_FRAMEWORK =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.mcpscore.engine..",
              "io.mcpscore.intake..",
              "io.mcpscore.model..",
              "io.mcpscore.catalogue..",
              "java..",
              "javax.crypto..",
              "javax.net..",
              "com.fasterxml.jackson..",
              "org.eclipse.jgit..",
              "org.treesitter..");

  @ArchTest
  static final ArchRule SETS_OF_TEXTS_KNOW_NOTHING_ELSE =
      classes()
          .that()
          .resideInAPackage("io.mcpscore.engine.regex")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.mcpscore.engine.regex", "java..");

  @ArchTest
  static final ArchRule CHECKS_ARE_FINAL_AND_NAMED_SO =
      classes()
          .that()
          .implement(Check.class)
          .should()
          .haveSimpleNameEndingWith("Check")
          .andShould()
          .haveModifier(JavaModifier.FINAL)
          .andShould()
          .resideInAPackage("io.mcpscore.engine.check.*");

  @ArchTest
  static final ArchRule CHECKS_KEEP_NO_STATE =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .implement(Check.class)
          .should()
          .beStatic()
          .andShould()
          .beFinal();
}
