/** Knows who is responsible: identity, sites, key contacts and policies of each organisation. */
@ApplicationModule(allowedDependencies = {"kernel", "activity"})
package org.pidesk.organisation;

import org.springframework.modulith.ApplicationModule;
