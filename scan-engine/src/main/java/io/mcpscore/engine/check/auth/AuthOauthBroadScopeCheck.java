package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code auth-oauth-broad-scope}: requests for rights over everything that an account has. */
public final class AuthOauthBroadScopeCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-oauth-broad-scope");

  private static final Set<String> BROAD =
      Set.of(
          "https://www.googleapis.com/auth/cloud-platform",
          "https://www.googleapis.com/auth/admin.directory.user",
          "https://mail.google.com/",
          "admin:org",
          "admin:enterprise",
          "delete_repo",
          "site_admin",
          "Directory.ReadWrite.All",
          "Directory.AccessAsUser.All",
          "RoleManagement.ReadWrite.Directory",
          "Sites.FullControl.All",
          "full_access",
          "*");
  private static final Pattern NAMED = Pattern.compile("(?i)\\w{0,30}scopes?");
  private static final int MOST_LEVELS = 4;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "scope", "SCOPE", "Scope"))
        .forEach(m -> look(m, findings));
  }

  private static void look(SourceModule module, FindingSink findings) {
    SyntaxTree tree = module.tree();
    Literals.in(tree)
        .filter(s -> tree.end(s) - tree.start(s) < 200 && isBroad(tree, s) && isScope(tree, s))
        .forEach(
            s ->
                findings.report(
                    Drafts.fact(
                        module,
                        s,
                        Severity.LOW,
                        "The token that is asked for may do everything with the account, and an agent"
                            + " holds it.")));
  }

  private static boolean isBroad(SyntaxTree tree, int string) {
    for (String scope : Literals.content(tree, string).split("[ ,]+")) {
      if (BROAD.contains(scope)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a literal is the value of, or an item of a list in, what is named like scopes. */
  private static boolean isScope(SyntaxTree tree, int string) {
    int at = string;
    for (int i = 0; i < MOST_LEVELS; i++) {
      int parent = tree.parent(at);
      String name =
          switch (parent == SyntaxTree.NONE ? "" : tree.kind(parent)) {
            case "array", "list", "tuple", "as_expression", "parenthesized_expression" -> "";
            case "pair" -> tree.field(at).equals("value") ? Members.key(tree, parent) : "-";
            case "variable_declarator", "keyword_argument" -> tree.text(tree.child(parent, "name"));
            case "assignment" -> tree.text(tree.child(parent, "left"));
            default -> "-";
          };
      if (!name.isEmpty()) {
        return name.length() < 60 && NAMED.matcher(name).matches();
      }
      at = parent;
    }
    return false;
  }
}
