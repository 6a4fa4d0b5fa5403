package io.mcpscore.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the imports of the worker go. */
@AnalyzeClasses(packages = "io.mcpscore.worker", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_NOTHING_OF_THE_GATEWAY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.mcpscore.gateway..", "io.mcpscore.local..");

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("io.mcpscore.worker.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WORK_KNOWS_NO_QUEUE_AND_NO_DATABASE =
      noClasses()
          .that()
          .resideInAPackage("io.mcpscore.worker.scan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "org.apache.kafka..", "io.quarkus.redis..");
}
