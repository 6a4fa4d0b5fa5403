package io.mcpscore.gateway.ops;

import io.mcpscore.gateway.config.RootSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Ends this process when the one that started it ends, however that happens. */
@Singleton
public class ParentProcess {

  private static final Logger LOG = Logger.getLogger(ParentProcess.class);

  private final RootSettings settings;

  ParentProcess(RootSettings settings) {
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    settings.parentPid().ifPresent(this::follow);
  }

  private void follow(long pid) {
    Optional<ProcessHandle> parent = ProcessHandle.of(pid);
    CompletableFuture<Void> unused =
        parent
            .map(process -> process.onExit().thenAccept(ended -> exit()))
            .orElseGet(() -> CompletableFuture.runAsync(ParentProcess::exit));
  }

  private static void exit() {
    LOG.info("the parent process has ended");
    Quarkus.asyncExit(0);
  }
}
