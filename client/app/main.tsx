import "@fontsource/source-sans-3/latin-400.css";
import "@fontsource/source-sans-3/latin-600.css";
import "@fontsource/source-serif-4/latin-400.css";
// Of Mantine, the styles of the components that are used here and of those these are made of, in Mantine's own order.
import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Loader.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/ActionIcon.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/PasswordInput.css";
import "@mantine/core/styles/Combobox.css";
import "@mantine/core/styles/Table.css";
import "./page.css";
import "./connection.css";
import "./sections.css";
import "./claims.css";
import "./stories.css";
import "./views.css";
import { MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeClient } from "../api/client.ts";
import { App } from "./App.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { theme, variables } from "./theme.ts";
import { readAddress } from "./use-address.ts";

const root = document.getElementById("root");
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

if (root !== null) {
  const start = await readAddress();
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <ErrorBoundary heading="The page cannot be shown">
          <App client={makeClient("")} start={start} />
        </ErrorBoundary>
      </MantineProvider>
    </StrictMode>,
  );
}
