package io.mcpscore.cli.up;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.cli.Installation;
import io.mcpscore.cli.MirrorOption.Mirrors;
import io.mcpscore.cli.key.AdminClient;
import io.mcpscore.local.LocalService;
import io.mcpscore.local.LocalServices;
import io.mcpscore.local.Ports;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The running system. Phases, in an order that matters:
 *
 * <ol>
 *   <li>PostgreSQL, Redis and Kafka; the gateway, which runs the migrations, once PostgreSQL
 *       answers;
 *   <li>the workers;
 *   <li>the demo key;
 *   <li>watch, until something ends for good or {@link #close} is called.
 * </ol>
 *
 * <p>Closing stops what was started so far, in the reverse order, from any thread and at any
 * moment; whatever would start after that is refused, and what ends is no news.
 */
final class LocalSystem implements AutoCloseable {

  private static final List<String> GATEWAY_JVM = List.of("-Xmx512m");
  private static final Duration WATCH = Duration.ofMillis(500);

  private final State state;
  private final StateLock lock;
  private final SystemPlan plan;
  private final Mirrors mirrors;
  private final PrintWriter out;
  private final LocalServices services;
  private final List<ServiceProcess> processes = new ArrayList<>();
  private volatile boolean closed;

  LocalSystem(State state, StateLock lock, SystemPlan plan, Mirrors mirrors, PrintWriter out) {
    this.state = state;
    this.lock = lock;
    this.plan = plan;
    this.mirrors = mirrors;
    this.out = out;
    this.services = LocalServices.in(state.services());
  }

  /**
   * Starts everything and watches over it; never returns by itself.
   *
   * @throws CliException when something does not start, or ends for good
   */
  void run(Installation installation) {
    StartClock clock = new StartClock(out);
    ServiceProcess gateway =
        new ServiceProcess(
            "gateway", installation.service("api-gateway"), plan.port(), GATEWAY_JVM, state);
    List<ServiceProcess> workers = workers(installation);
    UpCommand.requireFree(plan.port());
    new RunningInstance(ProcessHandle.current().pid(), plan.port()).record(state);
    out.println("Starting; everything is kept in " + state.directory());
    out.flush();
    settings(gateway).forGateway(state, services).write(state.settings(gateway.name()));
    workers.forEach(worker -> settings(worker).forWorker().write(state.settings(worker.name())));
    services.start(
        service -> {
          clock.ready(service.name());
          // The gateway takes longest to start, and needs nothing else until there are scans.
          if (service == services.postgres()) {
            launch(gateway);
          }
        });
    workers.forEach(this::launch);
    for (ServiceProcess process : List.copyOf(processes)) {
      process.awaitReady();
      clock.ready(process.name());
    }
    welcome(clock);
    watch(gateway, workers);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    processes.forEach(ServiceProcess::stop);
    processes.forEach(ServiceProcess::awaitEnd);
    services.close();
    mirrors.close();
    lock.close();
  }

  private List<ServiceProcess> workers(Installation installation) {
    List<ServiceProcess> workers = new ArrayList<>();
    for (int i = 1; i <= plan.workers(); i++) {
      workers.add(
          new ServiceProcess(
              "worker-" + i, installation.service("scan-worker"), Ports.free(), List.of(), state));
    }
    return workers;
  }

  private ChildSettings settings(ServiceProcess process) {
    return ChildSettings.common(process.port(), services, mirrors.bases());
  }

  private synchronized void launch(ServiceProcess process) {
    if (closed) {
      throw new CliException(ExitCodes.FAILED, "stopped");
    }
    process.start();
    if (!processes.contains(process)) {
      processes.add(process);
    }
  }

  private void welcome(StartClock clock) {
    URI address = URI.create("http://" + Ports.LOOPBACK + ":" + plan.port());
    DemoKey key = DemoKey.of(state, new AdminClient(address, state.adminToken()));
    out.print(new Welcome(address, key, mirrors, state).text(clock.seconds()));
    out.flush();
    key.remember();
  }

  private void watch(ServiceProcess gateway, List<ServiceProcess> workers) {
    Restarts restarts = new Restarts();
    while (true) {
      pause();
      List<ServiceProcess> ended =
          processes.stream().filter(process -> !process.isAlive()).toList();
      if (closed) {
        // Another thread is stopping everything: what ends now was asked to.
        return;
      }
      if (ended.contains(gateway)) {
        throw new CliException(ExitCodes.FAILED, gateway.obituary("ended unexpectedly"));
      }
      for (ServiceProcess worker : workers) {
        if (ended.contains(worker)) {
          restarts.count(worker.name(), () -> worker.obituary("keeps ending"));
          say(worker.name() + " ended unexpectedly and is started again; its log: " + worker.log());
          launch(worker);
        }
      }
      for (LocalService service : services.all()) {
        if (!service.isRunning() && !closed) {
          restarts.count(service.name(), () -> service.name() + " keeps ending.");
          say(service.name() + " ended unexpectedly and is started again");
          restart(service);
        }
      }
    }
  }

  private synchronized void restart(LocalService service) {
    if (!closed) {
      service.stop();
      service.start();
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private static void pause() {
    try {
      Thread.sleep(WATCH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCodes.FAILED, "interrupted");
    }
  }
}
