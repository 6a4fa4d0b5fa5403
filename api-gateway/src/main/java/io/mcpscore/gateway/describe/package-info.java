/** What the description of the API says of every operation alike: errors, headers, examples. */
package io.mcpscore.gateway.describe;
