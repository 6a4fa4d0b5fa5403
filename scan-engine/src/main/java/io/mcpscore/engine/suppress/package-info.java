/** What a repository asks to ignore, and what comes of it. */
package io.mcpscore.engine.suppress;
