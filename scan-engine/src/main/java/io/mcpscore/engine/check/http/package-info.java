/** What a program says about serving HTTP: where it listens, what it serves, who is let in. */
package io.mcpscore.engine.check.http;
