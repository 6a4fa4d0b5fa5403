package io.mcpscore.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one scan may cost; the defaults are the published limits where there are any. */
@ConfigMapping(prefix = "mcpscore.budget")
public interface BudgetSettings {

  /** Fetching the repository. */
  @WithDefault("30s")
  Duration cloneTime();

  /** The whole scan. */
  @WithDefault("5m")
  Duration scanTime();

  /** Processor time of the analysis in the worker's own process, all its threads together. */
  @WithDefault("5m")
  Duration cpuTime();

  /** Bytes received from the git host. */
  @WithDefault("100000000")
  long transferBytes();

  /** Bytes of all files together after decompression. */
  @WithDefault("400000000")
  long inflatedBytes();

  /** Bytes of one file; larger ones are skipped and reported. */
  @WithDefault("1000000")
  int fileBytes();

  /** Files that are analysed; the rest is skipped and reported. */
  @WithDefault("20000")
  int files();

  /** Entries of the tree; more fail the scan. */
  @WithDefault("200000")
  int entries();

  /** Directories in one path; more fail the scan. */
  @WithDefault("64")
  int treeDepth();

  /** Characters of one path; more fail the scan. */
  @WithDefault("1024")
  int pathLength();

  /** Parsing of one file. */
  @WithDefault("5s")
  Duration parseTime();
}
