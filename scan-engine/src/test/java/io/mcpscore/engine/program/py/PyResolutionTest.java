package io.mcpscore.engine.program.py;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyResolutionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "import os # os.system # os.system",
        "import os.path # os.path.join # os.path.join",
        "import xml.etree.ElementTree as ET # ET.parse # xml.etree.ElementTree.parse",
        "from subprocess import run as r # r # subprocess.run",
        "from os import * # system # os.system",
        "from os import * # print # print",
        "import subprocess; sp = subprocess; go = sp.run # go # subprocess.run",
        "try:;  import ujson as json;except ImportError:;  json = None # json.loads # ujson.loads",
        "import functools, os; f = functools.partial(os.system, 'x') # f # os.system",
        "import os; f = getattr(os, 'system') # f # os.system",
        "f = __import__('os').system # f # os.system",
        "import importlib; m = importlib.import_module('subprocess') # m.run # subprocess.run",
        "def eval(x): pass # eval # server.py:1",
        "open # open # open",
        "import httpx; c = httpx.AsyncClient() # c.get # httpx.AsyncClient().get",
        "from pathlib import Path; p = Path('a') / 'b' # p.open # pathlib.Path().open",
        "import git;def f(repo: git.Repo):;  repo.git.status() # repo.git.status #"
            + " git.Repo().git.status",
        "import git;def f(r: 'git.Repo' = None):;  r.x # r.x # git.Repo().x",
        "from typing import Optional; import a;def f(r: Optional[a.B]):;  r.x # r.x # a.B().x",
        "import a;def f(r: a.B | None):;  r.x # r.x # a.B().x",
        "def f(text: str):;  text.x # text.x # ?",
        "def make(): ;  import a;  return a.B();b = make() # b.x # a.B().x",
        "import httpx;def f():;  with httpx.Client() as c:;    c.get # c.get # httpx.Client().get",
        "x = x.y # x.y # ?",
        "import a;def f():;  return a.B(), a.C();x, y = f() # y.z # a.C().z",
        "import a;def f():;  return a.B(), a.C();x, y = f(); y = 1 # y.z # ?",
        "import a;def f():;  return a.B();x, y = f() # y.z # ?",
        "import a;def f(x):;  if x:;    c = a.B(1);  else:;    c = a.B();  c.d # c.d # a.B().d",
        "import a;def f(x):;  if x:;    c = a.B();  else:;    c = a.C();  c.d # c.d # ?",
        "import a;def f(x):;  c = a.B();  for c in x:;    c.d # c.d # ?",
      })
  void followsNames(String code, String expression, String expected) {
    String text = code.replace("; ", "\n").replace(";", "\n");
    boolean used = text.substring(text.lastIndexOf('\n') + 1).contains(expression);
    PyRepository repository = PyRepository.of(used ? text : text + "\n" + expression);

    assertEquals(expected, repository.resolve(expression));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "Kept(store=Store()) # ctx.request_context.lifespan_context.store.get # store.py:2",
        "{'store': Store()} # ctx.lifespan_context['store'].get # store.py:2",
      })
  void followsWhatAServerKeepsForItsHandlers(String kept, String expression, String expected) {
    PyRepository repository =
        new PyRepository()
            .with("store.py", "class Store:\n  def get(self, key): pass\n")
            .with(
                "kept.py",
                """
                from contextlib import asynccontextmanager
                from dataclasses import dataclass
                from store import Store
                @dataclass
                class Kept:
                    store: Store
                @asynccontextmanager
                async def started(server):
                    try:
                        yield %s
                    finally:
                        pass
                """
                    .formatted(kept))
            .with("app.py", "from kept import started\nmcp = FastMCP('x', lifespan=started)\n")
            .with("server.py", "def tool(ctx):\n  return " + expression + "('a')\n");

    assertEquals(expected, repository.resolve(expression));
  }

  @Test
  void followsSelfThroughMethodsAttributesAndBases() {
    PyRepository repository =
        new PyRepository()
            .with("base.py", "class Base:\n  def shared(self): pass\n")
            .with(
                "server.py",
                """
                import httpx
                from base import Base
                class Server(Base):
                    def __init__(self, key, client: httpx.Client):
                        self.client = client
                        self.http = httpx.AsyncClient()
                    def run(self):
                        self.helper()
                        self.shared()
                        self.client.get("a")
                        self.http.post("b")
                    def helper(self): pass
                s = Server("k", None)
                s.run()
                s.missing
                """);

    assertEquals("server.py:12", repository.resolve("self.helper"));
    assertEquals("base.py:2", repository.resolve("self.shared"));
    assertEquals("httpx.Client().get", repository.resolve("self.client.get"));
    assertEquals("httpx.AsyncClient().post", repository.resolve("self.http.post"));
    assertEquals("server.py:7", repository.resolve("s.run"));
    assertEquals("?", repository.resolve("s.missing"));
  }

  @Test
  void namesMembersOfExternalBases() {
    PyRepository repository =
        PyRepository.of(
            "from fastmcp import FastMCP\nclass My(FastMCP): pass\nm = My('x')\nm.tool\n");

    assertEquals("fastmcp.FastMCP().tool", repository.resolve("m.tool"));
  }

  @Test
  void findsModulesThroughPackagesReexportsAndSourceFolders() {
    PyRepository repository =
        new PyRepository()
            .with("src/app/__init__.py", "from .core import main\nfrom .tools import *\n")
            .with("src/app/core.py", "def main(): pass\n")
            .with("src/app/tools/__init__.py", "from ..deep.git import clone as copy\n")
            .with("src/app/deep/__init__.py", "")
            .with("src/app/deep/git.py", "\ndef clone(): pass\n")
            .with(
                "server.py",
                """
                import app
                import app.deep.git
                from app import tools
                app.main
                app.copy
                tools.copy
                app.deep.git.clone
                """);

    assertEquals("src/app/core.py:1", repository.resolve("app.main"));
    assertEquals("src/app/deep/git.py:2", repository.resolve("app.copy"));
    assertEquals("src/app/deep/git.py:2", repository.resolve("tools.copy"));
    assertEquals("src/app/deep/git.py:2", repository.resolve("app.deep.git.clone"));
  }

  @Test
  void keepsInstalledPackagesApartFromFoldersOfTheSameName() {
    PyRepository repository =
        new PyRepository()
            .with("git/helper.py", "def Repo(): pass\n")
            .with("mcp/server.py", "class Server: pass\n")
            .with("logging.py", "def info(): pass\n")
            .with(
                "server.py",
                "import git, logging\nfrom mcp.server import Server\ngit.Repo\nlogging.info\n"
                    + "Server\n");

    assertEquals("git.Repo", repository.resolve("git.Repo"));
    assertEquals("logging.info", repository.resolve("logging.info"));
    assertEquals("mcp.server.Server", repository.resolve("Server"));
  }

  @Test
  @Timeout(5)
  void endsOnImportsAndBasesThatGoInCircles() {
    PyRepository repository =
        new PyRepository()
            .with("a.py", "from b import x\nfrom b import *\n")
            .with("b.py", "from a import x\nfrom a import *\n")
            .with(
                "server.py",
                "from a import x\nclass A(B): pass\nclass B(A): pass\nx.y\nA().y\n"
                    + "def f(): return g() or g()\ndef g(): return f() or f()\nf().z\n");

    assertEquals("?", repository.resolve("A().y"));
    assertEquals("?", repository.resolve("f().z"));
  }
}
