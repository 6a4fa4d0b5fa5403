package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.NamePattern;
import java.util.List;
import java.util.Set;

/** Functions that start processes, by what their arguments are. */
final class ProcessNames {

  /** The first argument is a command line: a shell reads it, or it is split into words. */
  private static final Set<String> LINE =
      words(
          """
          child_process.exec child_process.execSync shelljs.exec execa.execaCommand
          execa.execaCommandSync execa.command execa.commandSync sudo-prompt.exec
          child-process-promise.exec promisify-child-process.exec node-cmd.run node-cmd.runSync
          node-cmd.get ssh2.Client().exec node-ssh.NodeSSH().execCommand node-ssh.NodeSSH().exec
          ssh2-promise().exec ssh2-promise().spawn ssh2-promise.default().exec simple-ssh().exec
          ssh-exec remote-exec shell-exec exec-sh exec-sh.promise execa.shell execa.shellSync
          os.system os.popen os.popen2 os.popen3 commands.getoutput commands.getstatusoutput
          subprocess.getoutput subprocess.getstatusoutput asyncio.create_subprocess_shell
          asyncio.subprocess.create_subprocess_shell pexpect.run pexpect.runu pexpect.spawn
          pexpect.popen_spawn.PopenSpawn invoke.run invoke.Context().run fabric.Connection().run
          fabric.Connection().local fabric.Connection().sudo paramiko.SSHClient().exec_command
          paramiko.client.SSHClient().exec_command asyncssh.connect().run sarge.run r2pipe.open().cmd r2pipe.open().cmdj r2pipe.open().cmdJ rzpipe.open().cmd
          rzpipe.open().cmdj
          sarge.capture_stdout delegator.run envoy.run win32api.WinExec
          """);

  /** The first argument is a program, the second its arguments, unless a shell is asked for. */
  private static final Set<String> SCRIPT_PROGRAM =
      words(
          """
          child_process.spawn child_process.spawnSync child_process.execFile
          child_process.execFileSync child_process.fork execa.execa execa.execaSync execa.default
          execa execa.execaNode cross-spawn.default cross-spawn cross-spawn.sync cross-spawn.spawn
          node-pty.spawn child-process-promise.spawn child-process-promise.execFile
          promisify-child-process.spawn promisify-child-process.execFile spawn-async
          @npmcli/promise-spawn @expo/spawn-async nano-spawn tinyexec.x tinyexec.exec
          """);

  /** The first argument is a list with the program at its head. */
  private static final Set<String> SCRIPT_LIST = Set.of("Bun.spawn", "Bun.spawnSync");

  /** The first argument is a list, or a command line when a shell is asked for. */
  private static final Set<String> PYTHON_LIST =
      words(
          """
          subprocess.run subprocess.call subprocess.check_call subprocess.check_output
          subprocess.Popen psutil.Popen anyio.run_process anyio.open_process trio.run_process
          pty.spawn
          """);

  /** The first argument is a program, the others its arguments. */
  private static final Set<String> PYTHON_PROGRAM =
      words(
          """
          asyncio.create_subprocess_exec asyncio.subprocess.create_subprocess_exec os.execl
          os.execle os.execlp os.execlpe os.startfile sh.Command
          """);

  /** The first argument is a program, the second a list that repeats it at its head. */
  private static final Set<String> PYTHON_VECTOR =
      words("os.execv os.execve os.execvp os.execvpe os.posix_spawn os.posix_spawnp");

  /** As the two above, after a mode. */
  private static final NamePattern SPAWN = NamePattern.of("os\\.spawn(?:l|v)p?e?");

  /** Methods of libraries for containers and remote machines that bear names of their own. */
  static final List<String> REMOTE = List.of("exec_run", "exec_command");

  /** Clients for the shells of other machines. */
  static final List<String> SHELLS = List.of("node-ssh", "\"ssh2", "'ssh2");

  /** Libraries that hand commands to a program of which {@code !} starts a shell. */
  static final List<String> PIPES = List.of("r2pipe", "rzpipe");

  private static final NamePattern CONTAINER =
      NamePattern.of("(?:docker|aiodocker|podman)\\..{0,120}\\.exec_run");

  private ProcessNames() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  static boolean isLine(String callee) {
    return LINE.contains(callee);
  }

  static boolean isScriptProgram(String callee) {
    return SCRIPT_PROGRAM.contains(callee);
  }

  static boolean isScriptList(String callee) {
    return SCRIPT_LIST.contains(callee);
  }

  static boolean isPythonList(String callee) {
    return PYTHON_LIST.contains(callee);
  }

  static boolean isContainer(String callee) {
    return CONTAINER.matches(callee);
  }

  static boolean isPythonProgram(String callee) {
    return PYTHON_PROGRAM.contains(callee);
  }

  static boolean isPythonVector(String callee) {
    return PYTHON_VECTOR.contains(callee);
  }

  static boolean isSpawnWithMode(String callee) {
    return SPAWN.matches(callee);
  }
}
