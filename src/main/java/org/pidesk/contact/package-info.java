/** Keeps the person on record and their leads, restricts them and de-identifies them. */
@ApplicationModule(allowedDependencies = {"kernel"})
package org.pidesk.contact;

import org.springframework.modulith.ApplicationModule;
