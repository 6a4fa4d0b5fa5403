package io.mcpscore.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"io.mcpscore.model", "io.mcpscore.catalogue", "io.mcpscore.report"},
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_MODEL_KNOWS_NO_FRAMEWORK_AND_NO_OTHER_MODULE =
      classes()
          .that()
          .resideInAPackage("io.mcpscore.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.mcpscore.model..", "java..", "javax.crypto..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule THE_CATALOGUE_KNOWS_THE_MODEL_ALONE =
      classes()
          .that()
          .resideInAPackage("io.mcpscore.catalogue..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.mcpscore.catalogue..", "io.mcpscore.model..", "java..");

  @ArchTest
  static final ArchRule THE_FORMS_KNOW_NO_FRAMEWORK =
      classes()
          .that()
          .resideInAPackage("io.mcpscore.report..")
          .and()
          .resideOutsideOfPackage("io.mcpscore.report.sbom..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.mcpscore.report..",
              "io.mcpscore.catalogue..",
              "io.mcpscore.model..",
              "java..",
              "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule THE_LIBRARY_OF_BILLS_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.mcpscore.report.sbom..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.cyclonedx..", "com.github.packageurl..");
}
