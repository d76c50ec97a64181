/** A room of the crooked house that may import nothing. */
@ApplicationModule(allowedDependencies = {})
package org.pidesk.house.crooked.attic;

import org.springframework.modulith.ApplicationModule;
