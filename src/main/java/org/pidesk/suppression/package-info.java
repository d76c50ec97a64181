/** Keeps two black lists that know nobody. */
@ApplicationModule(allowedDependencies = {"kernel"})
package org.pidesk.suppression;

import org.springframework.modulith.ApplicationModule;
