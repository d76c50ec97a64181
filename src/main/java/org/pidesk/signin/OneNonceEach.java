package org.pidesk.signin;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;

/**
 * Gives each request its own nonce. Camunda keeps the nonce of a page's content security policy in the servlet
 * context, where parallel requests overwrite it: the page then carries another's nonce, and the browser runs no script.
 */
final class OneNonceEach implements Filter {
    private static final String NONCE = ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // Camunda writes its pages with the length they have in UTF-8, and names no encoding
        response.setCharacterEncoding("UTF-8");
        chain.doFilter(new OwnContext((HttpServletRequest) request), response);
    }

    private static final class OwnContext extends HttpServletRequestWrapper {
        private final ServletContext context;
        private Object nonce;

        OwnContext(HttpServletRequest request) {
            super(request);
            var shared = request.getServletContext();
            this.context = (ServletContext) Proxy.newProxyInstance(
                    OneNonceEach.class.getClassLoader(),
                    new Class<?>[] {ServletContext.class},
                    (proxy, method, arguments) -> call(shared, method, arguments));
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        private Object call(ServletContext shared, Method method, Object[] arguments) throws Throwable {
            if (arguments != null && NONCE.equals(arguments[0])) {
                if (method.getName().equals("setAttribute")) {
                    nonce = arguments[1];
                    return null;
                }
                if (method.getName().equals("getAttribute")) {
                    return nonce;
                }
            }
            try {
                return method.invoke(shared, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }
    }
}
