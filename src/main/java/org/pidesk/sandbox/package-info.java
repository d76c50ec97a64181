/** Makes the default start whole: database, mail and SMS servers, sample people, a clock that can be moved. */
@ApplicationModule(
        allowedDependencies = {"kernel", "web", "organisation", "contact", "staff", "consent", "notice", "operator"})
package org.pidesk.sandbox;

import org.springframework.modulith.ApplicationModule;
