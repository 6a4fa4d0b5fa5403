/** Which files a repository holds, in which language, and what each is for. */
package io.mcpscore.engine.source;
