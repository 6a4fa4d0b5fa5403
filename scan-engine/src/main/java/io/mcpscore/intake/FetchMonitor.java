package io.mcpscore.intake;

import io.mcpscore.intake.net.TransferGuard;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ProgressMonitor;

/** Carries the guard into the unpacking of the git library, and its progress out. */
final class FetchMonitor extends EmptyProgressMonitor {

  private final TransferGuard guard;
  private final Consumer<TransferProgress> listener;
  private int total;
  private int done;

  FetchMonitor(TransferGuard guard, Consumer<TransferProgress> listener) {
    this.guard = guard;
    this.listener = listener;
  }

  @Override
  public void beginTask(String title, int totalWork) {
    total = totalWork == ProgressMonitor.UNKNOWN ? 0 : totalWork;
    done = 0;
    tell();
  }

  @Override
  public void update(int completed) {
    done += completed;
    tell();
  }

  @Override
  public boolean isCancelled() {
    return guard.isStopped();
  }

  private void tell() {
    listener.accept(new TransferProgress(guard.received(), done, total));
  }
}
