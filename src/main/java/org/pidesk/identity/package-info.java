/** Proves control over an address, by a code that was sent there. */
@ApplicationModule(allowedDependencies = {"kernel", "notice"})
package org.pidesk.identity;

import org.springframework.modulith.ApplicationModule;
