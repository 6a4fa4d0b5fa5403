package io.mcpscore.worker.ops;

import io.mcpscore.worker.config.ProcessSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Ends this process when the one that started it ends, however that happens. */
@Singleton
public class ParentProcess {

  private static final Logger LOG = Logger.getLogger(ParentProcess.class);

  private final ProcessSettings settings;

  ParentProcess(ProcessSettings settings) {
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    settings.parentPid().ifPresent(ParentProcess::follow);
  }

  private static void follow(long pid) {
    Thread.ofPlatform()
        .daemon()
        .name("parent-process")
        .start(
            () -> {
              ProcessHandle.of(pid).ifPresent(parent -> parent.onExit().join());
              LOG.info("the parent process has ended");
              Quarkus.asyncExit(0);
            });
  }
}
