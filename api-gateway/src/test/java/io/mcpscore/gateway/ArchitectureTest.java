package io.mcpscore.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.mcpscore.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule imports_neither_worker_nor_engine_nor_local_services =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.mcpscore.worker..",
              "io.mcpscore.engine..",
              "io.mcpscore.intake..",
              "io.mcpscore.local..",
              "io.mcpscore.cli..");

  @ArchTest
  static final ArchRule settings_depend_on_nothing_of_the_gateway =
      noClasses()
          .that()
          .resideInAPackage("..gateway.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..gateway.auth..",
              "..gateway.admin..",
              "..gateway.audit..",
              "..gateway.people..",
              "..gateway.usage..",
              "..gateway.submit..",
              "..gateway.read..",
              "..gateway.queue..",
              "..gateway.probe..");

  @ArchTest
  static final ArchRule the_queue_knows_nothing_of_http =
      noClasses()
          .that()
          .resideInAPackage("..gateway.queue..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web..", "..gateway.auth..");

  @ArchTest
  static final ArchRule the_door_knows_nothing_of_what_is_behind_it =
      noClasses()
          .that()
          .resideInAPackage("..gateway.auth..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..gateway.admin..",
              "..gateway.audit..",
              "..gateway.people..",
              "..gateway.usage..",
              "..gateway.submit..",
              "..gateway.read..");
}
