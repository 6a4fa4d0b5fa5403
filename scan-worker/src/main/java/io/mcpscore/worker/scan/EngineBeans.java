package io.mcpscore.worker.scan;

import io.mcpscore.engine.EngineSettings;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.engine.ScanEngine;
import io.mcpscore.engine.cache.ResultStore;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.intake.ArchiveIntake;
import io.mcpscore.intake.GitIntake;
import io.mcpscore.intake.GitSettings;
import io.mcpscore.intake.ZipLimits;
import io.mcpscore.worker.config.BudgetSettings;
import io.mcpscore.worker.config.EngineOptions;
import io.mcpscore.worker.config.GitHostSettings;
import io.mcpscore.worker.config.UploadSettings;
import io.mcpscore.worker.config.WorkerSettings;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/** Makes the parts that know nothing of Quarkus out of the settings. */
@Singleton
public class EngineBeans {

  /** Of the heap, for analyses; the rest is for fetches and for the worker itself. */
  private static final double HEAP_SHARE = 0.7;

  /** The limits of every scan of this worker. */
  @Produces
  @Singleton
  ScanBudget budget(BudgetSettings settings) {
    return new ScanBudget(
        settings.cloneTime(),
        settings.scanTime(),
        settings.transferBytes(),
        settings.inflatedBytes(),
        settings.fileBytes(),
        settings.files(),
        settings.entries(),
        settings.treeDepth(),
        settings.pathLength(),
        settings.parseTime());
  }

  /** Opens archives that were uploaded, and fetches everything else from git hosts. */
  @Produces
  @Singleton
  Fetcher fetcher(
      GitHostSettings settings,
      ScanBudget budget,
      UploadSettings uploads,
      UploadedArchives archives) {
    ZipLimits limits =
        new ZipLimits(uploads.maxBytes(), uploads.maxExpandedBytes(), uploads.maxRatio());
    return new UploadFetcher(
        archives, new ArchiveIntake(limits, budget), gitFetcher(settings, budget));
  }

  /** Fetches over git's smart HTTP, as often as hosts like it. */
  private static Fetcher gitFetcher(GitHostSettings settings, ScanBudget budget) {
    GitIntake intake =
        new GitIntake(
            new GitSettings(
                settings.mirrors(),
                settings.tokens(),
                settings.privateHosts().orElse(Set.of()),
                settings.connectTimeout(),
                settings.readTimeout()));
    return new PoliteFetcher(
        new GitFetcher(intake, budget, settings.hosts()),
        settings.hosts(),
        () -> new HostGate(settings.fetchesPerHost(), settings.longestWait(), System::nanoTime));
  }

  /** One engine for all slots: it holds the parser processes. */
  @Produces
  @Singleton
  ScanEngine engine(EngineOptions options, ResultStore store) {
    EngineSettings defaults = EngineSettings.defaults();
    return new ScanEngine(
        new EngineSettings(
            options.parserProcesses().orElse(defaults.parserProcesses()),
            options.advisories().orElse(defaults.advisories()),
            new SuppressionPolicy(
                options.suppressionsLiftScore(), () -> LocalDate.now(ZoneOffset.UTC))),
        store);
  }

  /** Watches over all analyses of this process. */
  @Produces
  @Singleton
  ScanGuards guards(BudgetSettings settings) {
    ScanGuards guards = new ScanGuards(settings.cpuTime());
    HeapWatch.start(guards::memoryIsShort);
    return guards;
  }

  /** Analyses with the engine, within the limits of a scan. */
  @Produces
  @Singleton
  Analyzer analyzer(ScanEngine engine, ScanGuards guards) {
    long heap = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
    return new GuardedAnalyzer(engine::scan, new HeapGate(heap), guards);
  }

  void close(@Disposes ScanGuards guards) {
    guards.close();
  }

  /** Which earlier reports stand for new ones. */
  @Produces
  @Singleton
  Reuse reuse(KnownReports reports, ScanEngine engine, ScanBudget budget, WorkerSettings settings) {
    return new Reuse(reports, engine.basis(budget), settings.reuseReports());
  }

  void close(@Disposes ScanEngine engine) {
    engine.close();
  }
}
